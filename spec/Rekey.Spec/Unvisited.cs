namespace Rekey.Spec;

/// <summary>What an exploration can visit.</summary>
public enum Visit : byte
{
    /// <summary>A cell of a control table, <c>state x trigger</c>.</summary>
    Cell,

    /// <summary>A rule that decides a step, by its id.</summary>
    Rule,

    /// <summary>A fault that strikes a member in a state, <c>fault at state</c>.</summary>
    Strike,
}

/// <summary>
/// Something that no exploration visits, and why it cannot be: the counterpart of the reason that an impossible cell of a control table has. A
/// report of coverage shows it; one that is visited all the same is stale, and the report fails.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Subject">Its name.</param>
/// <param name="Reason">Why no run comes there.</param>
/// <param name="Protocols">The protocols that it is said of; empty for all that have it.</param>
public sealed record Unvisited(Visit Kind, string Subject, string Reason, IReadOnlyList<string> Protocols)
{
    /// <summary>Whether it is said of something of a protocol.</summary>
    public bool IsOf(string protocol, Visit kind, string subject) =>
        Kind == kind && Subject == subject && (Protocols.Count == 0 || Protocols.Contains(protocol));
}
