namespace Rekey.Costs;

/// <summary>A change of membership whose cost is measured.</summary>
public enum CostEvent
{
    /// <summary>n members, none of whom has a key, come together.</summary>
    Build,

    /// <summary>A member joins n others.</summary>
    Join,

    /// <summary>The first of n members leaves.</summary>
    Leave,

    /// <summary>Two keyed groups become one.</summary>
    Merge,

    /// <summary>Half of the members are cut off; key agreements only.</summary>
    Partition,

    /// <summary>A new key without a change of membership; key agreements only.</summary>
    Refresh,
}

/// <summary>What a message is for.</summary>
public enum CostPhase
{
    /// <summary>Individual keys of newcomers, from a key server on secure channels: the paper takes them for granted.</summary>
    Registration,

    /// <summary>Reports and the announcement: which tree.</summary>
    Agreement,

    /// <summary>New keys: what the paper counts.</summary>
    Distribution,

    /// <summary>Acks and ProtoDone.</summary>
    Termination,
}

/// <summary>What the messages of one phase add up to.</summary>
public sealed class PhaseCost
{
    /// <summary>Messages to one member.</summary>
    public int PointToPoint { get; set; }

    /// <summary>Messages to all.</summary>
    public int Multicasts { get; set; }

    /// <summary>Keys carried on secure channels.</summary>
    public int Keys { get; set; }

    /// <summary>Keys encrypted under other keys: how often that is done, and not how often the result is passed on.</summary>
    public int Ciphertexts { get; set; }

    /// <summary>Bytes of all envelopes, a multicast counted once.</summary>
    public long Bytes { get; set; }

    /// <summary>Messages in the longest chain in which each is sent because of the one before.</summary>
    public int Rounds { get; set; }

    /// <summary>All messages.</summary>
    public int Messages => PointToPoint + Multicasts;
}

/// <summary>What a run cost.</summary>
public sealed class CostMeasure
{
    private readonly PhaseCost[] phases = [.. Enum.GetValues<CostPhase>().Select(static _ => new PhaseCost())];

    /// <summary>A phase.</summary>
    public PhaseCost this[CostPhase phase] => phases[(int)phase];

    /// <summary>Key distribution: what the paper counts.</summary>
    public PhaseCost Distribution => this[CostPhase.Distribution];

    /// <summary>Keys that a member holds in the end, the group key included, at most; the server not counted.</summary>
    public int KeysAtMember { get; set; }

    /// <summary>Keys that the server holds in the end; null where there is none.</summary>
    public int? KeysAtServer { get; set; }
}

/// <summary>Exact counts of key distribution; null where there is no formula.</summary>
public sealed record ExactCost(
    int PointToPoint, int Multicasts, int Keys, int Ciphertexts, int Rounds, int? KeysAtMember = null, int? KeysAtServer = null)
{
    /// <summary>Where a measured cost is not this one: quantity, measured, exact.</summary>
    public IReadOnlyList<string> Differences(CostMeasure measured)
    {
        var d = measured.Distribution;
        (string Name, int? Measured, int? Exact)[] pairs =
        [
            ("point-to-point", d.PointToPoint, PointToPoint), ("multicasts", d.Multicasts, Multicasts), ("keys", d.Keys, Keys),
            ("ciphertexts", d.Ciphertexts, Ciphertexts), ("rounds", d.Rounds, Rounds), ("keys at a member", measured.KeysAtMember, KeysAtMember),
            ("keys at the server", measured.KeysAtServer, KeysAtServer),
        ];
        return [.. pairs.Where(static p => p.Exact is not null && p.Measured != p.Exact).Select(static p => $"{p.Name} {p.Measured} != {p.Exact}")];
    }
}

/// <summary>A line of the cost tables.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Event">The event.</param>
/// <param name="Members">n: members before a join or leave, after a build or merge; clients where there is a server.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="Exact">The formulas' values; null where there are none.</param>
public sealed record CostRow(CostProtocol Protocol, CostEvent Event, int Members, CostMeasure Measured, ExactCost? Exact)
{
    /// <summary>Where the measurement is not what the formulas say.</summary>
    public IReadOnlyList<string> Differences => Exact?.Differences(Measured) ?? [];
}
