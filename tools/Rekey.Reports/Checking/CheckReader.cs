using System.Globalization;
using Rekey.Checking;
using Rekey.Checking.Judging;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Mutants;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Worlds;
using Rekey.Worlds.Documents;
using Rekey.Worlds.Traces;

namespace Rekey.Reports.Checking;

/// <summary>A report that was read.</summary>
/// <param name="Path">The file.</param>
/// <param name="Document">What it says.</param>
public sealed record ReadReport(string Path, CheckDocument Document)
{
    /// <summary>Which part of an exploration it is of.</summary>
    public ShardSet Shards => Document.Shards is { } s ? new ShardSet(s.Of, s.Done) : ShardSet.Whole;
}

/// <summary>Reads reports of <c>rekey check --json</c>. A file that is not exactly what this build wrote is refused, with its name and what was expected.</summary>
public static class CheckReader
{
    private static readonly DocumentKind Kind = new("a report", CheckDocument.CurrentFormat, "rekey check --json");

    /// <summary>Reads a report.</summary>
    /// <exception cref="FormatException">It is cut off, changed, of another format, or of another build than this.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ReadReport Read(string path)
    {
        var document = StrictJson.ReadFile<CheckDocument>(path, Kind);
        if (CheckJson.DigestOf(document) != document.Digest)
        {
            throw new FormatException($"{path}: the digest is not that of the content: the report was damaged or changed; {Kind.Expected}");
        }

        try
        {
            CheckSound.Require(document);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{path}: {e.Message}", e);
        }

        return new ReadReport(path, document);
    }

    /// <summary>Checks that reports are of one build, and of this one: names, tables and choices mean nothing to another.</summary>
    /// <exception cref="FormatException">They are not.</exception>
    public static void RequireThisBuild(IReadOnlyList<ReadReport> reports)
    {
        var first = reports[0];
        if (reports.FirstOrDefault(r => r.Document.Build != first.Document.Build) is { } other)
        {
            throw new FormatException($"{other.Path}: written by build {other.Document.Build}, but {first.Path} by build {first.Document.Build}; expected reports of one build");
        }

        if (first.Document.Build != BuildIdentity.Current)
        {
            throw new FormatException($"{first.Path}: written by build {first.Document.Build}, and this is build {BuildIdentity.Current}; expected to be read by the build that wrote it");
        }
    }

    /// <summary>The explorations that a report is of.</summary>
    /// <exception cref="FormatException">A name in it is unknown.</exception>
    public static IReadOnlyList<CheckReport> Restore(ReadReport read)
    {
        try
        {
            return [.. read.Document.Protocols.Select(p => Restore(p, read))];
        }
        catch (FormatException e)
        {
            throw new FormatException($"{read.Path}: {e.Message}", e);
        }
    }

    /// <summary>What unvisited cells mean, by its word.</summary>
    public static Breadth BreadthOf(CheckDocument document) => document.Request.Breadth switch
    {
        "required" => Breadth.Required,
        "warned" => Breadth.Warned,
        _ => Breadth.NotJudged,
    };

    private static Mutant? MutantOf(CheckDocument document, IDefinition protocol)
    {
        var mutant = document.Mutant is { } name ? MutantRegistry.Find(name) : null;
        return mutant is null || mutant.IsIn(protocol)
            ? mutant
            : throw new FormatException($"$.mutant: '{mutant.Name}' is one of {mutant.Protocol}; expected one of {protocol.Spec.Name}");
    }

    private static CheckReport Restore(CheckedProtocol p, ReadReport read)
    {
        var (asked, protocol) = (read.Document.Request, Definitions.Find(p.Protocol));
        var request = new CheckRequest
        {
            Protocol = protocol,
            Scenarios = [.. p.Scenarios.Select(s => new Scenario(protocol, s.Members, FaultBudget.Parse(s.Faults)) { Start = TraceScenario.ReadStart(s.Start) })],
            Strategy = asked.Strategy,
            Seed = asked.Seed,
            Schedules = asked.Schedules ?? long.MaxValue,
            Steps = asked.Steps,
            Workers = p.Workers,
        };
        request = MutantOf(read.Document, protocol) is { } mutant ? MutantHunt.Hunting(mutant, request) : request;
        var goals = new Goals();
        for (var i = 0; i < p.Goals.Count; i++)
        {
            goals.Add(i, p.Goals[i].Runs);
        }

        var report = new CheckReport
        {
            Request = request,
            Schedules = p.Schedules,
            Steps = p.Steps,
            ViewChanges = p.ViewChanges,
            DeepestCascade = p.DeepestCascade,
            Unfinished = p.Unfinished,
            Elapsed = TimeSpan.FromSeconds(p.Seconds),
            Interrupted = p.Interrupted,
            OutOfMemory = p.OutOfMemory,
            OutOfTime = p.OutOfTime,
            Shards = read.Shards,
            Findings = new SortedDictionary<string, Finding>(p.Findings.ToDictionary(f => Known(f.Property, protocol.Spec), f => Finding(f, protocol)), StringComparer.Ordinal),
            Coverage = CoverageOf(p, protocol.Spec),
            Goals = goals,
        };
        foreach (var finding in report.Findings.Values)
        {
            // Choices that cannot be made would be found out when they are shown, and then nobody would know whose they are.
            RequireChoices(finding, request, read.Document.Mutant);
        }

        return report;
    }

    private static void RequireChoices(Finding finding, CheckRequest request, string? mutant)
    {
        try
        {
            TraceRecorder.Record(finding, request, mutant);
        }
        catch (InvalidChoiceException e)
        {
            throw new FormatException($"the finding of {finding.Violation.Property}: {e.Message}; expected choices that can be made one after the other", e);
        }
    }

    private static string Known(string property, ISpecified spec)
    {
        string[] known = [.. spec.Expectations.Select(static e => e.Property), ScheduleRunner<VsWorld>.SpecificationProperty];
        return known.Contains(property) ? property : throw new FormatException($"unknown property '{property}' of {spec.Name}{Suggestion.For(property, known)}");
    }

    private static Finding Finding(CheckedFinding f, IDefinition protocol) => new(
        new Violation(f.Property, f.Message, f.Step), new Scenario(protocol, f.Members, FaultBudget.Parse(f.Faults)) { Start = TraceScenario.ReadStart(f.Start) }, f.Schedule, [.. f.Choices.Select(Choice)], f.LoopFrom);

    private static Choice Choice(string text)
    {
        var words = text.Split(' ');
        return words is [var name, var a, var b, var option] && Move.Find(name) is { } move
            && short.TryParse(a, NumberStyles.Integer, CultureInfo.InvariantCulture, out var first)
            && short.TryParse(b, NumberStyles.Integer, CultureInfo.InvariantCulture, out var second)
            && int.TryParse(option, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Choice(move.Number, first, second, number)
            : throw new FormatException($"choice '{text}': expected a move, two operands and an option");
    }

    private static Coverage CoverageOf(CheckedProtocol p, ISpecified spec)
    {
        var (coverage, table) = (new Coverage(), spec.Table);
        var rules = spec.Rules.ToDictionary(static r => r.Id, StringComparer.Ordinal);
        RuleId Rule(string id) => rules.GetValueOrDefault(id) ?? throw new FormatException($"unknown rule '{id}' of {spec.Name}");
        byte Number(IReadOnlyList<string> names, string name, string kind) =>
            names.ToList().IndexOf(name) is >= 0 and var i ? (byte)i : throw new FormatException($"unknown {kind} '{name}' of {spec.Name}");
        foreach (var (cell, count) in p.Cells.Visits)
        {
            var parts = cell.Split(" x ");
            coverage.AddVisits(Number(table.States, parts[0], "state"), Number(table.Triggers, parts[^1], "trigger"), count);
        }

        foreach (var (pair, count) in p.Faults)
        {
            var parts = pair.Split(" at ");
            coverage.AddStrikes(Fault.All[Number([.. Fault.All.Select(static f => f.Word)], parts[0], "fault")], Number(table.States, parts[^1], "state"), count);
        }

        foreach (var (rule, count) in p.Rules.Applied)
        {
            coverage.AddApplications(Rule(rule), count);
        }

        foreach (var (rule, count) in p.Rules.Rejected)
        {
            coverage.AddRejections(Rule(rule), count);
        }

        return coverage;
    }
}
