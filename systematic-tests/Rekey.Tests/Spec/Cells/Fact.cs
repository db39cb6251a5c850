namespace Rekey.Tests.Spec.Cells;

/// <summary>What may be true of a member, whatever its protocol calls the state that it is in.</summary>
public enum Fact
{
    /// <summary>It has left for good.</summary>
    Gone,

    /// <summary>It has a view.</summary>
    InView,

    /// <summary>It has a view and is not blocked.</summary>
    Unblocked,

    /// <summary>It leads its view.</summary>
    Leads,

    /// <summary>It is alone in its view.</summary>
    Alone,

    /// <summary>Its view has a committed key.</summary>
    Keyed,

    /// <summary>A run is open at it.</summary>
    RunOpen,

    /// <summary>A run is open at it that may still end with a commit.</summary>
    Engaged,

    /// <summary>A run of its view is open at it, or was.</summary>
    Announced,

    /// <summary>It holds a key that it has acknowledged and has not committed.</summary>
    Acknowledged,

    /// <summary>Of the reports that it waits for as leader of a new view, some are missing.</summary>
    ReportsMissing,

    /// <summary>In the run that is open at it, it lacks keys or has something left to send.</summary>
    Lacking,
}

/// <summary>A fact, and whether it is true.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Is">Whether it is true.</param>
public readonly record struct Given(Fact Fact, bool Is)
{
    /// <summary>These are true.</summary>
    public static Given[] Yes(params Fact[] facts) => [.. facts.Select(static f => new Given(f, true))];

    /// <summary>These are not.</summary>
    public static Given[] No(params Fact[] facts) => [.. facts.Select(static f => new Given(f, false))];
}
