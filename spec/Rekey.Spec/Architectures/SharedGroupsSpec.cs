using Rekey.Core;

namespace Rekey.Spec.Architectures;

/// <summary>Several groups that share processes (spec/model/groups.md): what their protocols have, and that keys of groups are apart.</summary>
public sealed class SharedGroupsSpec : ISpecified
{
    private readonly IReadOnlyList<ProtocolSpec> protocols;

    /// <summary>Of groups with these protocols, one for each.</summary>
    public SharedGroupsSpec(IReadOnlyList<ProtocolSpec> protocols)
    {
        this.protocols = protocols;
        Rules = [.. protocols.SelectMany(static p => p.Rules).Distinct()];
        Expectations = [.. Properties.OfEveryProtocol.Select(Of), new Expectation("KeySeparation", Expected.Holds)];
    }

    /// <inheritdoc/>
    public string Name => string.Join('+', protocols.Select(static p => p.Name));

    /// <inheritdoc/>
    public string Title => $"{protocols.Count} groups that share processes: {string.Join(", ", protocols.Select(static p => p.Name))}";

    /// <inheritdoc/>
    public string Source => "Scaling Secure Group Communication Systems: Beyond Peer-to-Peer, section 4.2";

    /// <inheritdoc/>
    public string TableName => protocols[0].TableName;

    /// <inheritdoc/>
    public IControlTable Table => protocols[0].Table;

    /// <inheritdoc/>
    public IReadOnlyList<RuleId> Rules { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Expectation> Expectations { get; }

    /// <inheritdoc/>
    /// <remarks>Nothing is asked to be visited of several groups: that is asked of each protocol alone.</remarks>
    public Unvisited? ReasonFor(Visit kind, string subject) => null;

    /// <summary>A property holds if some protocol must have it; it is then asked of the groups whose protocols must. It fails if none can have it.</summary>
    private Expectation Of(string property)
    {
        var all = protocols.Select(p => p.Expectations.First(e => e.Property == property)).ToList();
        return all.FirstOrDefault(static e => e.Expected == Expected.Holds) ?? all[0];
    }
}
