using System.Diagnostics;
using System.Globalization;
using Rekey.Mutation;
using Rekey.Reports.Files;
using Rekey.Reports.Printing;

namespace Rekey.Reports.Mutating;

/// <summary>Carries out <c>rekey mutate</c>: break, ask, keep, one after the other.</summary>
public static class MutationRun
{
    /// <summary>Runs a plan. After each breakage all that is known is kept, so that the next run can go on.</summary>
    public static int Execute(MutationPlan plan, Terminal terminal)
    {
        var findings = Kept(plan).ToDictionary(static f => f.Breakage.Id, StringComparer.Ordinal);
        var wanted = Campaign.InTurn(plan.Breakages, int.MaxValue, plan.Seed);
        var folder = Path.Combine(Path.GetTempPath(), $"rekey-mutate-{Environment.ProcessId}");
        using var shop = new Workshop(plan.Root, folder);
        var campaign = new Campaign(shop, plan.Channels);
        var known = plan.Resume ? findings.Values.ToDictionary(static f => f.Breakage.Id, StringComparer.Ordinal) : [];
        var (tried, clock) = (new List<Finding>(), Stopwatch.StartNew());
        try
        {
            // A monitor first: it is asked about by every channel.
            if (wanted.Where(static b => b.Area != Area.Mutant).OrderByDescending(static b => b.Area).FirstOrDefault() is { } example)
            {
                campaign.Begin(example, name => terminal.Error.WriteLine($"nothing broken: {name}"), terminal.Cancel);
            }

            // Those of which all is known count: a later run goes on where an earlier one ended.
            var ofRule = known.Values.Where(campaign.IsComplete).GroupBy(static f => Key(f.Breakage)).ToDictionary(static g => g.Key, static g => g.Count());
            foreach (var breakage in wanted.Where(b => !known.TryGetValue(b.Id, out var f) || !campaign.IsComplete(f)))
            {
                if (tried.Count >= plan.Most || terminal.Cancel.IsCancellationRequested)
                {
                    break;
                }

                if (ofRule.GetValueOrDefault(Key(breakage)) >= plan.PerRule || campaign.Try(breakage, known.GetValueOrDefault(breakage.Id), terminal.Cancel) is not { } finding)
                {
                    continue;
                }

                ofRule[Key(breakage)] = ofRule.GetValueOrDefault(Key(breakage)) + 1;
                tried.Add(finding);
                findings[breakage.Id] = finding;
                terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{tried.Count,4} {clock.Elapsed.TotalMinutes,6:0.0} min  {Answer(finding)}  {breakage.Id}"));
                Keep(plan, findings.Values);
            }
        }
        catch (OperationCanceledException)
        {
            terminal.Warn("interrupted; what was found out is kept");
        }

        terminal.Line();
        terminal.Show(MutationTable.Of(tried, [.. plan.Channels.Select(static c => c.Name)], ReadJudged(plan.Root)));
        return terminal.Cancel.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.AsExpected;
    }

    private static IReadOnlyDictionary<string, string> ReadJudged(string root) => MutationJson.ReadJudged(Path.Combine(root, MutationJson.JudgedFile));

    private static (Area, string) Key(Breakage breakage) => (breakage.Area, breakage.Rule ?? breakage.File);

    private static string Answer(Finding finding) => finding.NoticedBy.Any()
        ? string.Join(", ", finding.Noticed.Where(static n => n.Value.Length > 0).Select(static n => $"{n.Key}: {n.Value}"))
        : "NOTHING";

    /// <summary>What is kept of breakages that still exist as they were: of others nothing is known any more.</summary>
    private static IEnumerable<Finding> Kept(MutationPlan plan)
    {
        if (plan.Data is null || !File.Exists(plan.Data))
        {
            return [];
        }

        var existing = BreakageFinder.All(plan.Root).Concat(OwnMutants.All(plan.Root)).ToDictionary(static b => b.Id, StringComparer.Ordinal);
        return MutationJson.Read(plan.Data).Findings
            .Where(f => existing.TryGetValue(f.Breakage.Id, out var now) && now.Before == f.Breakage.Before && now.After == f.Breakage.After)
            .Select(f => f with { Breakage = existing[f.Breakage.Id] });
    }

    private static void Keep(MutationPlan plan, IEnumerable<Finding> findings)
    {
        if (plan.Data is { } path)
        {
            OutputPath.Write(path, MutationJson.Write(new MutationData(plan.Command, [.. plan.Channels.Select(static c => new KeptChannel(c.Name, c.Command))], [.. findings])));
        }
    }
}
