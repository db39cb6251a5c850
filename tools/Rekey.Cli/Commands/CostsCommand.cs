using System.CommandLine;
using Rekey.Cli.Arguments;
using Rekey.Costs;
using Rekey.Reports;
using Rekey.Reports.Costs;
using Rekey.Reports.Files;
using Rekey.Reports.Printing;

namespace Rekey.Cli.Commands;

/// <summary><c>rekey costs</c>: measures messages, keys, bytes and rounds, and compares them with the formulas.</summary>
internal static class CostsCommand
{
    private const string Description =
        """
        Measures what a change of membership costs, by running it without faults, and compares with published and with exact formulas.

        Of protocols with key trees are counted: messages to one member and to all, keys carried on secure channels, ciphertexts, bytes (suite 1),
        rounds (messages in the longest chain of cause and effect), and keys that are kept. Key distribution is what paper A counts; agreement on the
        tree and termination are counted apart. n is the number of members before a join or leave, and after a build or merge; of clients, where
        there is a server.

        Of key agreements are counted: rounds, unicasts, multicasts, exponentiations, small powers, products, signatures, verifications and bytes
        (suite 1); lineup and termination apart. n is the number of members before the event.

        A measurement that is not what the exact formula says is marked, and exits with 1.


        """;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var options = new CostOptions();
        var command = new Command("costs", Description + ExitCode.Help);
        foreach (var option in options.All)
        {
            command.Add(option);
        }

        command.SetAction(result => Execute(CostArguments.Plan(options, result), terminal));
        return command;
    }

    private static int Execute(CostPlan plan, Terminal terminal)
    {
        CostReport report;
        try
        {
            report = ProgressReport.RunAll(terminal, ["costs"], "groups measured", (_, progress) => plan.Measure(progress, terminal.Cancel))[0];
        }
        catch (OperationCanceledException)
        {
            terminal.Line("interrupted; nothing is reported");
            return ExitCode.Interrupted;
        }

        var written = OutputPath.TryWrite("--json", plan.Json, () => CostJson.Of(report, plan), terminal);
        written &= OutputPath.TryWrite("--html", plan.Html, () => CostHtml.Of(report, plan), terminal);

        terminal.Lines(string.Join('\n', Tables(report)).TrimEnd('\n'));
        return report.IsWrong ? ExitCode.Violated : written ? ExitCode.AsExpected : ExitCode.BadInput;
    }

    private static IEnumerable<string> Tables(CostReport report)
    {
        if (report.Trees.Count > 0)
        {
            yield return CostTable.Text(report.Trees);
        }

        if (report.Agreements.Count > 0)
        {
            yield return AgreementCostTable.Text(report.Agreements);
        }
    }
}

/// <summary>The options of <c>rekey costs</c>, as text, so that every refusal can say what was expected.</summary>
internal sealed class CostOptions
{
    /// <summary>Which protocols.</summary>
    public Option<string?> Protocol { get; } = new("--protocol") { Description = "Protocols, or all (default).", HelpName = "NAME,...|all" };

    /// <summary>Which group sizes.</summary>
    public Option<string?> Members { get; } = new("--members")
    {
        Description = $"Group sizes, {CostRuns.LeastMembers} to {CostRuns.MostMembers} (default 2,4,8,16,32,64,128).", HelpName = "N,N..N,...",
    };

    /// <summary>Which events.</summary>
    public Option<string?> Event { get; } = new("--event") { Description = "Events, or all (default); partition and refresh are of key agreements.", HelpName = "build,join,leave,merge,partition,refresh|all" };

    /// <summary>Degree of the trees.</summary>
    public Option<string?> Degree { get; } = new("--degree") { Description = "Most children of a key in the tree (default 2); 2 has formulas.", HelpName = "D" };

    /// <summary>Policy of the trees.</summary>
    public Option<string?> Policy { get; } = new("--policy") { Description = "How trees grow: paper (default) has formulas, balanced has none.", HelpName = "paper|balanced" };

    /// <summary>JSON report.</summary>
    public Option<string?> Json { get; } = new("--json") { Description = "Writes a report, format rekey-costs/1.", HelpName = "FILE" };

    /// <summary>The page.</summary>
    public Option<string?> Html { get; } = new("--html") { Description = "Writes one self-contained page with a picture per quantity.", HelpName = "FILE" };

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [Protocol, Members, Event, Degree, Policy, Json, Html];
}
