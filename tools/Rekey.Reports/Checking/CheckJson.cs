using System.Security.Cryptography;
using System.Text;
using Rekey.Checking;
using Rekey.Checking.Judging;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Documents;
using Rekey.Worlds.Traces;

namespace Rekey.Reports.Checking;

/// <summary>Writes the report of <c>rekey check --json</c>; names and meanings are stable within a format version.</summary>
public static class CheckJson
{
    /// <summary>The report.</summary>
    public static string Of(IReadOnlyList<SampledJudgement> judged, CheckPlan plan) => Write(Document(judged, plan));

    /// <summary>The text of a document.</summary>
    public static string Write(CheckDocument document) => StrictJson.Write(document);

    /// <summary>The report as data.</summary>
    public static CheckDocument Document(IReadOnlyList<SampledJudgement> judged, CheckPlan plan)
    {
        var (request, shards) = (plan.Requests[0], judged[0].Report.Shards);
        var document = new CheckDocument(
            CheckDocument.CurrentFormat,
            BuildIdentity.Current,
            plan.Mutant?.Name,
            new CheckAsked(
                request.Seed, request.Strategy, request.Schedules == long.MaxValue ? null : request.Schedules, plan.Time?.TotalSeconds, request.Steps, Word(plan.Breadth), plan.NarrowedBy),
            shards.IsWhole ? null : new CheckShards(shards.Of, shards.Done),
            [.. judged.Select(Protocol)],
            Verdict(judged),
            "");
        return document with { Digest = DigestOf(document) };
    }

    /// <summary>The digest that a document should have.</summary>
    public static string DigestOf(CheckDocument document)
    {
        var timeless = document with { Digest = "", Protocols = [.. document.Protocols.Select(static p => p with { Seconds = 0, Workers = 0 })] };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(timeless))));
    }

    private static string Verdict(IReadOnlyList<Judgement> judged) => ExitCode.Of(judged) switch
    {
        ExitCode.Violated => "violated",
        ExitCode.Interrupted => "interrupted",
        ExitCode.Unfinished => "unfinished",
        _ => "as-expected",
    };

    private static CheckedProtocol Protocol(SampledJudgement j)
    {
        var (report, table) = (j.Report, j.Report.Request.Protocol.Spec.Table);
        return new CheckedProtocol(
            j.Protocol,
            [.. report.Request.Scenarios.Select(s => new CheckedScenario(s.Members, s.Faults.ToString(), TraceScenario.StartOf(s)))],
            [.. j.Properties.Select(p => new CheckedProperty(
                p.Property, p.Expected == Expected.Holds ? "holds" : "fails", Word(p.Found), j.Words(p), p.AsExpected && p.IsSettled, p.Why, p.Finding?.Schedule))],
            report.Schedules,
            report.Steps,
            report.ViewChanges,
            report.DeepestCascade,
            report.Unfinished,
            new CheckedCells(j.Reachable - j.CellsMissing.Count, j.Reachable, j.CellsMissing, Visits(report.Coverage, table)),
            new CheckedRules(Counts(report.Coverage.Applications), Counts(report.Coverage.Rejections)),
            Strikes(report.Coverage, table),
            [.. Goals.All.Select((g, i) => new CheckedGoal(g.Name, report.Request.Scenarios.Any(s => g.Possible(s.Faults, s.Members)), report.Goals[i]))],
            j.Vacuous,
            report.Interrupted,
            report.OutOfMemory,
            report.OutOfTime,
            [.. report.Findings.Values.Select(Finding)],
            Math.Round(report.Elapsed.TotalSeconds, 3),
            report.Request.Workers);
    }

    private static CheckedFinding Finding(Finding f) => new(
        f.Violation.Property, f.Violation.Message, f.Violation.Step, f.Schedule, f.Scenario.Members, f.Scenario.Faults.ToString(), [.. f.Choices.Select(Text)], f.LoopFrom, TraceScenario.StartOf(f.Scenario));

    private static string Text(Choice choice) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(Move)choice.Kind} {choice.A} {choice.B} {choice.Option}");

    private static Dictionary<string, long> Visits(Coverage coverage, IControlTable table) =>
        (from s in Enumerable.Range(0, table.States.Count)
         from t in Enumerable.Range(0, table.Triggers.Count)
         let count = coverage[(byte)s, (byte)t]
         where count > 0
         select (Name: PlaceNames.Cell(table, (byte)s, (byte)t), count)).ToDictionary(static c => c.Name, static c => c.count);

    private static Dictionary<string, long> Strikes(Coverage coverage, IControlTable table) =>
        (from f in Fault.All
         from s in Enumerable.Range(0, table.States.Count)
         let count = coverage[f, (byte)s]
         where count > 0
         select (Name: PlaceNames.Strike(table, f, (byte)s), count)).ToDictionary(static c => c.Name, static c => c.count);

    private static Dictionary<string, long> Counts(IReadOnlyDictionary<RuleId, long> counts) =>
        counts.OrderBy(static c => c.Key.Id, StringComparer.Ordinal).ToDictionary(static c => c.Key.Id, static c => c.Value);

    private static string Word(Found found) => found switch
    {
        Found.NotViolated => "not-violated",
        Found.Attack => "attack-found",
        Found.Violated => "violated",
        Found.Missed => "attack-missed",
        Found.NoAttack => "no-attack",
        Found.CutOff => "cut-off",
        Found.NotWatched => "not-watched",
        _ => "undecided",
    };

    private static string Word(Breadth breadth) => breadth switch
    {
        Breadth.Required => "required",
        Breadth.Warned => "warned",
        _ => "not-judged",
    };
}
