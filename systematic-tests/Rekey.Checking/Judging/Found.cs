using Rekey.Checking;
using Rekey.Spec;

namespace Rekey.Checking.Judging;

/// <summary>What became of a property.</summary>
public enum Found
{
    /// <summary>No run that was sampled violated it, as expected: so much was seen, and nothing decided.</summary>
    NotViolated,

    /// <summary>It holds in every run of the scope: a search visited all of them.</summary>
    Decided,

    /// <summary>A run violated it, as expected.</summary>
    Attack,

    /// <summary>A run violated it, and none was expected to.</summary>
    Violated,

    /// <summary>A run was expected to violate it, in an exploration wide enough that one had to, and none did.</summary>
    Missed,

    /// <summary>Some run is expected to violate it, but none of a narrowed exploration or of a scope need do so, and none did.</summary>
    NoAttack,

    /// <summary>The exploration ended too early to say, or is only a part of one.</summary>
    Undecided,

    /// <summary>It is about how runs end, and the step bound cut some off: they are not judged.</summary>
    CutOff,

    /// <summary>No monitor watches it, so nothing was found out.</summary>
    NotWatched,
}

/// <summary>What became of a property, and what was expected.</summary>
/// <param name="Property">The property's name.</param>
/// <param name="Expected">What is expected.</param>
/// <param name="Why">Why it fails, where it is expected to.</param>
/// <param name="Found">What was found.</param>
/// <param name="Finding">The run that violated it.</param>
public sealed record PropertyResult(string Property, Expected Expected, string Why, Found Found, Finding? Finding)
{
    /// <summary>Whether that is as expected, as far as it goes.</summary>
    public bool AsExpected => Found is not (Found.Violated or Found.Missed or Found.NotWatched);

    /// <summary>Whether something was found out, and not left open.</summary>
    public bool IsSettled => Found is not (Found.Undecided or Found.CutOff);
}

/// <summary>What ended an exploration.</summary>
public enum Ending
{
    /// <summary>All that was asked for was done, or a violation was found.</summary>
    Done,

    /// <summary>All of one part of it was done.</summary>
    Part,

    /// <summary>It was done, but for schedules that the step bound cut off.</summary>
    CutOff,

    /// <summary>The time was up.</summary>
    OutOfTime,

    /// <summary>The memory was used up.</summary>
    OutOfMemory,

    /// <summary>Something else kept a search from its end.</summary>
    Unfinished,

    /// <summary>Somebody interrupted it.</summary>
    Interrupted,
}
