using Rekey.Monitors.Checking;
using Rekey.Spec;

namespace Rekey.Cli.Checking;

/// <summary>What became of a property.</summary>
internal enum Found
{
    /// <summary>No run violated it, as expected.</summary>
    Holds,

    /// <summary>A run violated it, as expected.</summary>
    Attack,

    /// <summary>A run violated it, and none was expected to.</summary>
    Violated,

    /// <summary>A run was expected to violate it, and none did.</summary>
    Missed,

    /// <summary>The exploration ended too early to say, or is only a part of one.</summary>
    Undecided,

    /// <summary>No monitor watches it, so nothing was found out.</summary>
    NotWatched,
}

/// <summary>A line of the table.</summary>
/// <param name="Property">The property's name.</param>
/// <param name="Expected">What is expected.</param>
/// <param name="Why">Why it fails, where it is expected to.</param>
/// <param name="Found">What was found.</param>
/// <param name="Finding">The run that violated it.</param>
internal sealed record PropertyResult(string Property, Expected Expected, string Why, Found Found, Finding? Finding);

/// <summary>A report compared with what is expected.</summary>
internal sealed class Judgement
{
    /// <summary>Judges a report.</summary>
    public Judgement(CheckReport report, Breadth breadth)
    {
        Report = report;
        var spec = report.Request.Protocol.Spec;
        var stopped = report.IsPartial || report.Unexpected.Any();
        var results = spec.Expectations.Select(e => Judge(e, report, stopped)).ToList();
        results.AddRange(report.Findings.Values
            .Where(f => spec.Expectations.All(e => e.Property != f.Violation.Property))
            .Select(f => new PropertyResult(f.Violation.Property, Expected.Holds, "", Found.Violated, f)));
        Properties = results;
        var cells = (from s in Enumerable.Range(0, spec.Table.States.Count)
                     from t in Enumerable.Range(0, spec.Table.Triggers.Count)
                     where spec.Table[(byte)s, (byte)t].Verdict != Verdict.Impossible
                     select (State: (byte)s, Trigger: (byte)t)).ToList();
        Reachable = cells.Count;
        CellsMissing = [.. cells.Where(c => report.Coverage[c.State, c.Trigger] == 0).Select(c => $"{spec.Table.States[c.State]} x {spec.Table.Triggers[c.Trigger]}")];
        GoalsMissed = [.. report.GoalsMissed];

        // A run that was stopped early says nothing about what it would still have reached, nor a shard about what the others reach.
        Breadth = stopped ? Breadth.NotJudged : breadth;
    }

    /// <summary>The report.</summary>
    public CheckReport Report { get; }

    /// <summary>Name of the protocol.</summary>
    public string Protocol => Report.Request.Protocol.Spec.Name;

    /// <summary>All properties, in the order of the specification.</summary>
    public IReadOnlyList<PropertyResult> Properties { get; }

    /// <summary>How many cells of the table are not impossible.</summary>
    public int Reachable { get; }

    /// <summary>Those of them that no run visited.</summary>
    public IReadOnlyList<string> CellsMissing { get; }

    /// <summary>Goals that are possible and that no run reached.</summary>
    public IReadOnlyList<string> GoalsMissed { get; }

    /// <summary>What the missing ones mean here.</summary>
    public Breadth Breadth { get; }

    /// <summary>Whether the exploration was too narrow to prove anything.</summary>
    public bool Vacuous => Breadth == Breadth.Required && CellsMissing.Count + GoalsMissed.Count > 0;

    /// <summary>Whether all is as expected.</summary>
    public bool AsExpected => !Vacuous && Properties.All(p => p.Found is Found.Holds or Found.Attack or Found.Undecided);

    private static PropertyResult Judge(Expectation e, CheckReport report, bool stopped)
    {
        var finding = report.Findings.GetValueOrDefault(e.Property);
        var found = (e.Expected, finding) switch
        {
            _ when !report.Watches(e.Property) => Found.NotWatched,
            (Expected.Holds, null) => report.Schedules > 0 ? Found.Holds : Found.Undecided,
            (Expected.Holds, _) => Found.Violated,
            (_, not null) => Found.Attack,
            _ => stopped ? Found.Undecided : Found.Missed,
        };
        return new PropertyResult(e.Property, e.Expected, e.Why, found, finding);
    }
}
