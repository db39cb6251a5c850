using System.Globalization;
using Rekey.Checking;

namespace Rekey.Checking.Judging;

/// <summary>
/// What an exploration of a protocol, or a search of a scope, found, compared with what is expected: all that reports need to know, whether runs were
/// sampled or all were visited.
/// </summary>
public abstract class Judgement
{
    /// <summary>What was asked.</summary>
    public abstract CheckRequest Request { get; }

    /// <summary>Name of the protocol.</summary>
    public string Protocol => Request.Protocol.Spec.Name;

    /// <summary>By what it is known in a report: the protocol, or the scope.</summary>
    public virtual string Name => Protocol;

    /// <summary>How runs were chosen.</summary>
    public virtual string Strategy => Request.Strategy;

    /// <summary>All properties, in the order of the specification.</summary>
    public abstract IReadOnlyList<PropertyResult> Properties { get; }

    /// <summary>What ended it.</summary>
    public abstract Ending Ending { get; }

    /// <summary>How long it took.</summary>
    public abstract TimeSpan Elapsed { get; }

    /// <summary>Where a property was not violated, in words that go on "not violated" or "holds".</summary>
    public abstract string Extent { get; }

    /// <summary>What was done, in numbers.</summary>
    public abstract IReadOnlyList<(string Name, string Value)> Counts { get; }

    /// <summary>What was visited, of how many that there are.</summary>
    public virtual IReadOnlyList<(string Name, int Done, int Of)> Bars => [];

    /// <summary>What the missing ones mean here.</summary>
    public virtual Breadth Breadth => Breadth.NotJudged;

    /// <summary>Why breadth is not judged, or how, in a sentence; empty where it is required, and where there is none to judge.</summary>
    public virtual string BreadthNote => "";

    /// <summary>Whether the exploration was too narrow to prove anything.</summary>
    public virtual bool Vacuous => false;

    /// <summary>What was never reached.</summary>
    public virtual IReadOnlyList<string> Unreached => [];

    /// <summary>Lists to look through.</summary>
    public virtual IReadOnlyList<(string Title, IReadOnlyList<(string Name, string Text)> Rows, bool Open)> Lists => [];

    /// <summary>Whether all is as expected, as far as it goes.</summary>
    public bool AsExpected => !Vacuous && Properties.All(static p => p.AsExpected);

    /// <summary>Whether something is left that was asked for, so that there is no verdict on the whole.</summary>
    public bool IsUnfinished => Ending is Ending.CutOff or Ending.OutOfTime or Ending.OutOfMemory or Ending.Unfinished;

    /// <summary>What is said of a property: the same in every report.</summary>
    public string Words(PropertyResult result) => result.Found switch
    {
        Found.NotViolated => $"not violated {Extent}",
        Found.Decided => $"holds {Extent}",
        Found.Attack => $"fails, as expected: {result.Finding!.Violation.Message}",
        Found.Violated => $"violated: {result.Finding!.Violation.Message}",
        Found.Missed => "expected to fail, and no attack was found",
        Found.NoAttack => $"expected to fail, but not in every scope; no attack {Extent}",
        Found.NotWatched => "no monitor watches it",
        Found.CutOff => $"not judged: {Why(Ending.CutOff)}",
        _ => $"not judged: {Why(Ending)}",
    };

    /// <summary>Where a run that violates was found.</summary>
    public virtual string PlaceOf(Finding finding) => string.Create(CultureInfo.InvariantCulture, $"schedule {finding.Schedule:N0}");

    /// <summary>What an ending means.</summary>
    protected virtual string Why(Ending ending) => ending switch
    {
        Ending.Part => "it is only a part of the exploration",
        Ending.CutOff => "the step bound cut schedules off",
        Ending.OutOfTime => "the time was up",
        Ending.OutOfMemory => "the memory was used up",
        Ending.Interrupted => "it was interrupted",
        _ => "it ended early",
    };
}
