namespace Rekey.Cli.Costs.Agreements;

/// <summary>Why a measured figure is not the published one.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Events">The events.</param>
/// <param name="Columns">The quantities.</param>
/// <param name="When">For which groups, as a condition; empty for all.</param>
/// <param name="Heading">The heading in <see cref="CostReasons.Document"/> under which the reason stands.</param>
internal sealed record CostReason(string Protocol, IReadOnlyList<CostEvent> Events, IReadOnlyList<CostColumn> Columns, string When, string Heading)
{
    private readonly Func<AgreementSize, bool>? guard = When.Length == 0 ? null : Formula.GuardOf(When);

    /// <summary>Whether this is about a quantity of a rekey.</summary>
    public bool IsAbout(AgreementCost cost, CostColumn column) =>
        Protocol == cost.Protocol && Events.Contains(cost.Event) && Columns.Contains(column) && guard?.Invoke(cost.Size) != false;
}

/// <summary>
/// All reasons: protocol, events, quantities, for which groups, and the heading under which the reason is told. A difference without a reason fails a
/// test, and so does a reason without a difference.
/// </summary>
internal static class CostReasons
{
    /// <summary>Where reasons are told.</summary>
    public const string Document = "spec/costs-key-agreement.md";

    private const string Table =
        """
        BD   | leave, partition              | Rounds, Multicasts, Exponentiations, Signatures, Verifications | N=2 | A ring of two
        BD   | join, leave, merge, partition | Verifications                                                  |     | Every multicast is verified
        GDH  | join, leave, merge, partition | Exponentiations                                                |     | A step ends before its messages leave
        CKD  | join                          | Unicasts, Multicasts                                           |     | CKD's offer goes to all
        CKD  | join, leave, merge, partition | Exponentiations                                                |     | What the controller alone computes
        STR  | join                          | Exponentiations                                                |     | A step ends before its messages leave
        STR  | leave, merge, partition       | Exponentiations                                                |     | Members check blinded keys
        TGDH | join, merge                   | Rounds, Multicasts, Signatures, Verifications                  |     | A newcomer at the root
        TGDH | partition                     | Rounds, Multicasts, Signatures, Verifications                  |     | Sponsors announce in parallel
        TGDH | join, leave, merge, partition | Exponentiations                                                |     | Members check blinded keys
        """;

    /// <summary>The reasons, in the order in which they apply.</summary>
    public static IReadOnlyList<CostReason> All { get; } = [.. Table.Split('\n').Select(Read)];

    /// <summary>The reason for a difference; null where there is none.</summary>
    public static CostReason? Find(AgreementCost cost, CostColumn column) => All.FirstOrDefault(r => r.IsAbout(cost, column));

    /// <summary>The anchor that the usual renderers give a heading.</summary>
    public static string Anchor(string heading) => string.Concat(heading.ToLowerInvariant().Where(static c => char.IsLetterOrDigit(c) || c is ' ' or '-')).Replace(' ', '-');

    private static CostReason Read(string line)
    {
        var cells = line.Split('|', StringSplitOptions.TrimEntries);
        return new CostReason(cells[0], Words<CostEvent>(cells[1]), Words<CostColumn>(cells[2]), cells[3], cells[4]);
    }

    private static IReadOnlyList<T> Words<T>(string text)
        where T : struct, Enum => [.. text.Split(',', StringSplitOptions.TrimEntries).Select(static w => Enum.Parse<T>(w, ignoreCase: true))];
}
