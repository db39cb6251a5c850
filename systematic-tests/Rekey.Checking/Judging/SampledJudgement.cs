using System.Globalization;
using Rekey.Checking;
using Rekey.Spec;
using Rekey.Worlds.Layers;

namespace Rekey.Checking.Judging;

/// <summary>The report of a sampled exploration, compared with what is expected.</summary>
public sealed class SampledJudgement : Judgement
{
    private readonly IReadOnlyList<string> narrowedBy;

    /// <summary>Judges a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="breadth">What unvisited cells and unreached goals mean; where they mean nothing, no attack is demanded either.</param>
    /// <param name="narrowedBy">The options that narrowed the exploration.</param>
    public SampledJudgement(CheckReport report, Breadth breadth, params IReadOnlyList<string> narrowedBy)
    {
        (Report, this.narrowedBy) = (report, narrowedBy);
        var spec = report.Request.Protocol.Spec;
        var stopped = report.IsPartial || report.Unexpected.Any();
        var results = spec.Expectations.Select(e => Judge(e, report, stopped, breadth != Breadth.NotJudged)).ToList();
        results.AddRange(report.Findings.Values
            .Where(f => spec.Expectations.All(e => e.Property != f.Violation.Property))
            .Select(f => new PropertyResult(f.Violation.Property, Expected.Holds, "", Found.Violated, f)));
        Properties = results;
        var cells = (from s in Enumerable.Range(0, spec.Table.States.Count)
                     from t in Enumerable.Range(0, spec.Table.Triggers.Count)
                     where spec.Table[(byte)s, (byte)t].Verdict != Verdict.Impossible
                     select (State: (byte)s, Trigger: (byte)t)).ToList();
        Reachable = cells.Count;
        CellsMissing = report.Request.Protocol is LayerDefinition { IsStack: true } ? [] : [.. cells.Where(c => report.Coverage[c.State, c.Trigger] == 0).Select(c => $"{spec.Table.States[c.State]} x {spec.Table.Triggers[c.Trigger]}")];
        GoalsMissed = [.. report.GoalsMissed];

        // A run that was stopped early says nothing about what it would still have reached, nor a shard about what the others reach.
        Breadth = stopped ? Breadth.NotJudged : breadth;
    }

    /// <summary>The report.</summary>
    public CheckReport Report { get; }

    /// <inheritdoc/>
    public override CheckRequest Request => Report.Request;

    /// <inheritdoc/>
    public override IReadOnlyList<PropertyResult> Properties { get; }

    /// <inheritdoc/>
    public override Ending Ending => Report.Interrupted ? Ending.Interrupted
        : Report.OutOfMemory ? Ending.OutOfMemory
        : Report.OutOfTime ? Ending.OutOfTime
        : Report.Unfinished > 0 ? Ending.CutOff
        : Report.Shards.IsWhole ? Ending.Done
        : Ending.Part;

    /// <inheritdoc/>
    public override TimeSpan Elapsed => Report.Elapsed;

    /// <inheritdoc/>
    public override string Extent => Text($"in {Report.Schedules:N0} {(Report.Schedules == 1 ? "schedule" : "schedules")}");

    /// <summary>How many cells of the table are not impossible.</summary>
    public int Reachable { get; }

    /// <summary>Those of them that no run visited.</summary>
    public IReadOnlyList<string> CellsMissing { get; }

    /// <summary>Goals that are possible and that no run reached.</summary>
    public IReadOnlyList<string> GoalsMissed { get; }

    /// <inheritdoc/>
    public override Breadth Breadth { get; }

    /// <inheritdoc/>
    public override string BreadthNote => narrowedBy.Count > 0
            ? $"breadth is not judged, and no attack is demanded: {string.Join(", ", narrowedBy)} {(narrowedBy.Count == 1 ? "narrows" : "narrow")} the exploration"
        : Breadth == Breadth.Warned ? "cells and goals that were not reached are no failure: the exploration is a quick one"
        : Breadth == Breadth.NotJudged ? "breadth is not judged: the exploration ended early, or is a part of one"
        : "";

    /// <inheritdoc/>
    public override bool Vacuous => Breadth == Breadth.Required && CellsMissing.Count + GoalsMissed.Count > 0;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Unreached => [.. CellsMissing, .. GoalsMissed];

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, string Value)> Counts =>
    [
        ("schedules", Text($"{Report.Schedules:N0}")), ("steps", Text($"{Report.Steps:N0}")), ("view changes", Text($"{Report.ViewChanges:N0}")),
        ("deepest cascade", Text($"{Report.DeepestCascade}")), ("cut off", Text($"{Report.Unfinished:N0}")), ("seconds", Text($"{Elapsed.TotalSeconds:0.0}")),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, int Done, int Of)> Bars =>
        [("cells of the control table", Reachable - CellsMissing.Count, Reachable), ("goals", PossibleGoals.Count(static g => g.Runs > 0), PossibleGoals.Count)];

    /// <inheritdoc/>
    public override IReadOnlyList<(string Title, IReadOnlyList<(string Name, string Text)> Rows, bool Open)> Lists =>
    [
        (Text($"cells that no run visited: {CellsMissing.Count}"), [.. CellsMissing.Select(static c => (c, ""))], Vacuous),
        ("goals, and the runs that reached them", [.. PossibleGoals.Select(static g => (g.Name, Text($"{g.Runs:N0}")))], Vacuous && GoalsMissed.Count > 0),
    ];

    private List<(string Name, long Runs)> PossibleGoals =>
        [.. Goals.PossibleIn(Request).Select(i => (Goals.All[i].Name, Report.Goals[i]))];

    /// <inheritdoc/>
    protected override string Why(Ending ending) => ending == Ending.CutOff
        ? Text($"--steps {Request.Steps} cut off {Report.Unfinished:N0} of {Report.Schedules:N0} schedules")
        : base.Why(ending);

    private static PropertyResult Judge(Expectation e, CheckReport report, bool stopped, bool demanded)
    {
        var finding = report.Findings.GetValueOrDefault(e.Property);
        var found = (e.Expected, finding) switch
        {
            _ when !report.Watches(e.Property) => Found.NotWatched,
            (Expected.Holds, not null) => Found.Violated,
            (_, not null) => Found.Attack,
            (Expected.Holds, _) when report.Schedules == 0 => Found.Undecided,
            (Expected.Holds, _) => report.Unfinished > 0 && e.Property == Spec.Properties.Liveness ? Found.CutOff : Found.NotViolated,
            _ => stopped ? Found.Undecided : demanded && report.Request.IsAbout(e.Property) ? Found.Missed : Found.NoAttack,
        };
        return new PropertyResult(e.Property, e.Expected, e.Why, found, finding);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
