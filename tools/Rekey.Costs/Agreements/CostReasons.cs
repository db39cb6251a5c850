using Rekey.Spec;

namespace Rekey.Costs.Agreements;

/// <summary>Why a measured figure is not the published one.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Events">The events.</param>
/// <param name="Columns">The quantities.</param>
/// <param name="When">For which groups, as a condition; empty for all.</param>
/// <param name="Heading">The heading under which the reason stands of the protocol's page, or of the one of all.</param>
public sealed record CostReason(string Protocol, IReadOnlyList<CostEvent> Events, IReadOnlyList<CostColumn> Columns, string When, string Heading)
{
    private readonly Func<AgreementSize, bool>? guard = When.Length == 0 ? null : Formula.GuardOf(When);

    /// <summary>Whether this is about a quantity of a rekey.</summary>
    public bool IsAbout(AgreementCost cost, CostColumn column) =>
        Protocol == cost.Protocol && Events.Contains(cost.Event) && Columns.Contains(column) && guard?.Invoke(cost.Size) != false;
}

/// <summary>
/// All reasons, from the specifications of the key agreements: events, quantities, for which groups, and the heading under which the reason is told. A
/// difference without a reason fails a test, and so does a reason without a difference.
/// </summary>
public static class CostReasons
{
    /// <summary>The reasons, in the order in which they apply.</summary>
    public static IReadOnlyList<CostReason> All { get; } =
        [.. AgreementScenario.Protocols.SelectMany(static p => CostSheet.Lines(p.Spec.Costs.Reasons).Select(line => Read(p.Spec.Name, line)))];

    /// <summary>The reason for a difference; null where there is none.</summary>
    public static CostReason? Find(AgreementCost cost, CostColumn column) => All.FirstOrDefault(r => r.IsAbout(cost, column));

    private static CostReason Read(string protocol, string[] cells) => cells is [var events, var columns, var groups, var heading]
        ? new CostReason(protocol, [.. Words(events).Select(CostLines.EventOf)], [.. Words(columns).Select(static w => Enum.Parse<CostColumn>(w, ignoreCase: true))], groups, heading)
        : throw new FormatException($"costs of {protocol}: a reason has events, quantities, groups and a heading, and not '{string.Join(" | ", cells)}'");

    private static string[] Words(string text) => text.Split(',', StringSplitOptions.TrimEntries);
}
