using System.CommandLine;
using System.Text;
using Rekey.Monitors.Checking;
using Rekey.Mutants;
using Rekey.Wire;
using Rekey.Worlds;
using Rekey.Worlds.Traces;

namespace Rekey.CoyoteHost.Commands;

/// <summary><c>check</c>: explores protocols, or one mutant, under Coyote.</summary>
internal static class CheckCommand
{
    private const string Faults = "crash=1,leave=1,join=1,partition=1,merge=1,refresh=1,send=2,depth=3";

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var protocol = new Option<string?>("--protocol") { Description = "The protocol, or all (default P).", HelpName = "NAME" };
        var mutant = new Option<string?>("--mutant") { Description = "Explores a seeded bug, until the property that it is about is violated.", HelpName = "NAME" };
        var members = new Option<string?>("--members") { Description = "How many members begin (default 3, or the mutant's).", HelpName = "N" };
        var faults = new Option<string?>("--faults") { Description = $"What may go wrong (default {Faults}, or the mutant's).", HelpName = "BUDGET" };
        var strategy = new Option<string?>("--strategy") { Description = $"One of {string.Join(", ", CoyoteStrategy.Names)} (default portfolio).", HelpName = "NAME" };
        var iterations = new Option<string?>("--iterations") { Description = "At most so many schedules (default 1000).", HelpName = "N" };
        var seconds = new Option<string?>("--seconds") { Description = "At most so many seconds.", HelpName = "N" };
        var steps = new Option<string?>("--steps") { Description = "At most so many transitions per schedule (default 2000).", HelpName = "N" };
        var seed = new Option<string?>("--seed") { Description = "The seed (default 1).", HelpName = "N" };
        var warmUp = new Option<string?>("--warm-up") { Description = "Explores so many schedules before the clock starts (default 0).", HelpName = "N" };
        var trace = new Option<string?>("--trace") { Description = "Writes a trace of the violation, for rekey replay.", HelpName = "FILE" };
        var json = new Option<string?>("--json") { Description = "Writes a report, format rekey-coyote-check/1.", HelpName = "FILE" };
        var command = new Command("check", "Explores a protocol under Coyote, all monitors on.") { protocol, mutant, members, faults, strategy, iterations, seconds, steps, seed, warmUp, trace, json };
        command.SetAction(result =>
        {
            var bug = result.GetValue(mutant) is { } name ? MutantRegistry.Find(name) : null;
            var chosen = Strategy(result.GetValue(strategy));
            var requests = Protocols(result.GetValue(protocol), bug).Select(p => new CheckRequest
            {
                Protocol = p,
                Scenarios = [new Scenario(
                    p,
                    Arguments.Whole("--members", result.GetValue(members), bug?.Members ?? 3, 1, Scenario.MaxMembers),
                    Arguments.Faults(result.GetValue(faults), bug?.Faults ?? Faults))],
                Strategy = chosen,
                Schedules = Arguments.Whole("--iterations", result.GetValue(iterations), result.GetValue(seconds) is null ? 1_000 : int.MaxValue, 1, int.MaxValue),
                Time = result.GetValue(seconds) is { } time ? TimeSpan.FromSeconds(Arguments.Whole("--seconds", time, 1, 1, 86_400)) : null,
                Steps = Arguments.Whole("--steps", result.GetValue(steps), 2_000, 1, 1_000_000),
                Seed = Arguments.Whole("--seed", result.GetValue(seed), 1u, 0u, uint.MaxValue),
                Mutate = bug is null ? null : bug.Mutate,
                EndsOn = bug?.CaughtBy[0],
            }).ToList();
            Arguments.RequireFolderOf("--trace", result.GetValue(trace));
            Arguments.RequireFolderOf("--json", result.GetValue(json));
            if (Arguments.Whole("--warm-up", result.GetValue(warmUp), 0, 0, 1_000_000) is > 0 and var schedules)
            {
                requests.ForEach(r => Campaign.Run(r with { Schedules = schedules, Time = null }));
            }

            return Execute(requests, bug, result.GetValue(trace), result.GetValue(json));
        });
        return command;
    }

    private static int Execute(IReadOnlyList<CheckRequest> requests, Mutant? mutant, string? trace, string? json)
    {
        List<(CheckRequest Request, CampaignReport Report)> runs = [];
        foreach (var request in requests)
        {
            var report = Campaign.Run(request);
            runs.Add((request, report));
            Tell(request, report);
        }

        var violated = runs.FirstOrDefault(r => r.Report.Ending(r.Request) is not null);
        if (trace is not null && violated.Report?.Ending(violated.Request) is { } finding)
        {
            var document = HostTrace.Record(finding, violated.Request, mutant?.Name);
            File.WriteAllText(trace, TraceJson.Write(document), new UTF8Encoding(false));
            Arguments.Line($"trace of {finding.Violation.Property} written to {trace}");
        }

        if (json is not null)
        {
            File.WriteAllText(json, ReportJson.Of(runs, mutant), new UTF8Encoding(false));
        }

        return runs.Exists(r => r.Report.Objection is not null || r.Report.Ending(r.Request) is not null) ? ExitCode.Violated : ExitCode.AsExpected;
    }

    private static void Tell(CheckRequest request, CampaignReport report)
    {
        var scenario = request.Scenarios[0];
        Arguments.Line($"{scenario.Protocol.Spec.Name}, {scenario.Members} members, faults {scenario.Faults}, strategy {request.Strategy}, seed {request.Seed}:");
        Arguments.Line($"  {report.Schedules:N0} schedules, {report.Steps:N0} transitions, {report.Unfinished:N0} cut off, {report.Elapsed.TotalSeconds:0.0} s, {report.SchedulesPerSecond:N0} schedules/s");
        foreach (var (property, finding) in report.Findings)
        {
            var expected = request.Ends(finding.Violation) ? "VIOLATED" : request.Holds(property) ? "seen besides" : "fails, as expected";
            Arguments.Line($"  {property} {expected}, schedule {finding.Schedule}, step {finding.Violation.Step}: {finding.Violation.Message}");
        }

        if (report.Objection is { } objection)
        {
            Arguments.Line($"  Coyote objects: {objection}");
        }
    }

    private static IReadOnlyList<ProtocolDefinition> Protocols(string? name, Mutant? mutant) =>
        mutant is not null && name is not null && !string.Equals(name, mutant.Protocol, StringComparison.OrdinalIgnoreCase)
            ? throw new FormatException($"--protocol '{name}': the mutant {mutant.Name} is one of {mutant.Protocol}")
            : name == "all" ? ProtocolRegistry.All : [ProtocolRegistry.Find(name ?? mutant?.Protocol ?? "P")];

    private static string Strategy(string? text) => Arguments.Strategies(text, "portfolio") is [var one]
        ? one
        : throw new FormatException($"--strategy '{text}': expected one of {string.Join(", ", CoyoteStrategy.Names)}");
}
