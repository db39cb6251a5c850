using System.CommandLine;
using System.Text;
using Rekey.Mutants;
using Rekey.Worlds;
using Rekey.Worlds.Traces;

namespace Rekey.CoyoteHost.Commands;

/// <summary><c>mutants</c>: explores every seeded bug under Coyote until it is caught.</summary>
internal static class MutantsCommand
{
    private const string Description = "Explores every seeded bug under Coyote until the property that it is about is violated. Bugs that exploration cannot see are left out.";

    // Long enough that the code of a protocol is compiled before the first clock starts; that of a mutant takes less.
    private const int WarmUp = 40;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var protocol = new Option<string?>("--protocol") { Description = "A protocol, or all (default).", HelpName = "NAME" };
        var mutant = new Option<string?>("--mutant") { Description = "One mutant only.", HelpName = "NAME" };
        var strategy = new Option<string?>("--strategy") { Description = $"Some of {string.Join(", ", CoyoteStrategy.Names)}, separated by commas, or all (default).", HelpName = "NAMES" };
        var iterations = new Option<string?>("--iterations") { Description = "At most so many schedules per mutant and strategy (default 2000).", HelpName = "N" };
        var seconds = new Option<string?>("--seconds") { Description = "At most so many seconds per mutant and strategy (default 20).", HelpName = "N" };
        var seed = new Option<string?>("--seed") { Description = "The seed (default 1).", HelpName = "N" };
        var best = new Option<bool>("--best") { Description = "Gives a strategy up as soon as it has taken longer than the best one before it." };
        var traces = new Option<string?>("--trace-dir") { Description = "Writes a trace of each caught mutant into this folder, for rekey replay.", HelpName = "DIR" };
        var json = new Option<string?>("--json") { Description = "Writes a report, format rekey-coyote-mutants/1.", HelpName = "FILE" };
        var command = new Command("mutants", Description) { protocol, mutant, strategy, iterations, seconds, seed, best, traces, json };
        command.SetAction(result =>
        {
            var plan = new HuntPlan(
                Mutants(result.GetValue(protocol), result.GetValue(mutant)),
                Arguments.Strategies(result.GetValue(strategy), "all"),
                Arguments.Whole("--iterations", result.GetValue(iterations), 2_000, 1, int.MaxValue),
                TimeSpan.FromSeconds(Arguments.Whole("--seconds", result.GetValue(seconds), 20, 1, 86_400)),
                Arguments.Whole("--seed", result.GetValue(seed), 1u, 0u, uint.MaxValue),
                result.GetValue(best),
                result.GetValue(traces));
            Arguments.RequireFolderOf("--json", result.GetValue(json));
            return Execute(plan, result.GetValue(json));
        });
        return command;
    }

    private static int Execute(HuntPlan plan, string? json)
    {
        if (plan.TraceFolder is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        List<HuntEntry> entries = [];
        foreach (var protocol in plan.Mutants.Select(m => m.Protocol).Distinct())
        {
            foreach (var strategy in plan.Strategies)
            {
                Campaign.Run(MutantHunt.Request(plan.Mutants.First(m => m.Protocol == protocol), strategy, plan.Seed, WarmUp) with { Mutate = null });
            }

            foreach (var mutant in plan.Mutants.Where(m => m.Protocol == protocol))
            {
                entries.Add(Hunt(mutant, plan));
                Tell(entries[^1]);
            }
        }

        if (json is not null)
        {
            File.WriteAllText(json, ReportJson.Of(plan, entries), new UTF8Encoding(false));
        }

        var caught = entries.Count(e => e.Best is not null);
        Arguments.Line($"{caught} of {entries.Count} mutants caught by at least one of {string.Join(", ", plan.Strategies)}");
        return caught == entries.Count && caught > 0 ? ExitCode.AsExpected : ExitCode.Violated;
    }

    private static HuntEntry Hunt(Mutant mutant, HuntPlan plan)
    {
        Campaign.Run(MutantHunt.Request(mutant, plan.Strategies[0], plan.Seed, 2));
        List<HuntOutcome> hunts = [];
        foreach (var strategy in plan.Strategies)
        {
            var limit = plan.OnlyBest && hunts.Exists(h => h.Caught) ? hunts.Where(h => h.Caught).Min(h => h.Report.Elapsed) : plan.Time;
            var request = MutantHunt.Request(mutant, strategy, plan.Seed, plan.Iterations) with { Time = limit };
            var report = Campaign.Run(request);
            var finding = report.Ending(request);
            if (finding is not null && plan.TraceFolder is { } folder && !hunts.Exists(h => h.Caught))
            {
                var trace = TraceJson.Write(HostTrace.Record(finding, request, mutant.Name));
                File.WriteAllText(Path.Combine(folder, $"{mutant.Name}.trace.json"), trace, new UTF8Encoding(false));
            }

            hunts.Add(new HuntOutcome(strategy, finding?.Violation.Property, report));
        }

        return new HuntEntry(mutant, hunts);
    }

    private static void Tell(HuntEntry entry)
    {
        var tries = entry.Hunts.Select(h => FormattableString.Invariant($"{h.Strategy} {(h.Caught ? "" : "> ")}{h.Report.Schedules:N0} ({h.Report.Elapsed.TotalSeconds:0.00} s)"));
        var best = entry.Best is { } hunt ? $"{hunt.Strategy}, {hunt.Property}" : "NOT CAUGHT";
        Arguments.Line($"{entry.Mutant.Name}: {best}; {string.Join(", ", tries)}");
        foreach (var objection in entry.Hunts.Select(h => h.Report.Objection).OfType<string>())
        {
            Arguments.Line($"  Coyote objects: {objection}");
        }
    }

    private static IReadOnlyList<Mutant> Mutants(string? protocol, string? mutant)
    {
        var all = MutantRegistry.All.Where(m => !m.IsDrilled).ToList();
        if (mutant is not null)
        {
            return MutantRegistry.Find(mutant) is { IsDrilled: false } one
                ? [one]
                : throw new FormatException($"--mutant '{mutant}': exploration cannot see it; expected one that is not drilled");
        }

        return protocol is null or "all" ? all : [.. all.Where(m => m.Protocol == ProtocolRegistry.Find(protocol).Spec.Name)];
    }
}
