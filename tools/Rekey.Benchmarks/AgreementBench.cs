using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Rekey.Costs;
using Rekey.Costs.Agreements;
using Rekey.Crypto.Concrete;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Benchmarks;

/// <summary>
/// Prints how long join, leave, merge and partition take with each key agreement, as a ratio to what their exponentiations alone cost. The goal is at most
/// <see cref="Goal"/> from <see cref="GoalFrom"/> members on, with messages that are only carried; with real envelopes, whose limit includes
/// signatures and verifications, the ratio is shown beside it.
/// </summary>
internal sealed class AgreementBench
{
    private const double Goal = 1.3;
    private const int GoalFrom = 8;
    private const int WarmUpMembers = 8;
    private const string Usage = "agreement [--quick] [--protocol NAME,...] [--suite N,...] [--members N,...] [--longest SECONDS] [--json FILE]";

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly CostEvent[] Events = [CostEvent.Join, CostEvent.Leave, CostEvent.Merge, CostEvent.Partition];

    private readonly Dictionary<string, string> options = [];
    private readonly List<object> rows = [];
    private readonly bool isQuick;
    private int misses;

    private AgreementBench(string[] arguments)
    {
        isQuick = arguments.Contains("--quick");
        var rest = arguments.Where(static a => a != "--quick").ToArray();
        for (var i = 0; i < rest.Length; i += 2)
        {
            options[rest[i]] = i + 1 < rest.Length && rest[i] is "--protocol" or "--suite" or "--members" or "--longest" or "--json"
                ? rest[i + 1]
                : throw new FormatException($"'{rest[i]}' was not expected; usage: {Usage}");
        }
    }

    /// <summary>Runs; 0 where every row meets the goal, 1 where one does not, 2 on bad usage.</summary>
    public static int Run(string[] arguments)
    {
        try
        {
            return new AgreementBench(arguments).Run();
        }
        catch (FormatException e)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return 2;
        }
    }

    private static ConcreteSuite SuiteOf(string number) => number switch
    {
        "1" => ConcreteSuite.Suite1,
        "2" => ConcreteSuite.Suite2,
        "3" => ConcreteSuite.Suite3,
        _ => throw new FormatException($"--suite '{number}': expected 1, 2 or 3"),
    };

    private int Run()
    {
        var protocols = List("--protocol", null)?.Select(ProtocolRegistry.Find).ToList() ?? [.. AgreementScenario.Protocols];
        var suites = List("--suite", isQuick ? "1" : "1,2")!.Select(SuiteOf).ToList();
        var sizes = List("--members", isQuick ? "8,16" : "2,4,8,16,32,64,128")!.Select(static n => int.Parse(n, CultureInfo.InvariantCulture)).ToList();
        Console.WriteLine("                                        serial   all |          the algebra alone          |         with real envelopes");
        Console.WriteLine("suite  protocol  event         n    N     exps  exps |     ms   limit  ratio   full   all |     ms   limit  ratio   full   all");
        foreach (var suite in suites)
        {
            var units = new UnitCosts(suite).Warm();
            foreach (var protocol in protocols)
            {
                Warm(protocol);
                foreach (var n in sizes)
                {
                    Measure(suite, units, protocol, n);
                }
            }

            Console.WriteLine($"suite {suite.Number}: {units}");
        }

        Console.WriteLine(misses == 0
            ? Text($"All rows with {GoalFrom} members or more are at most {Goal} times their limit.")
            : Text($"{misses} rows with {GoalFrom} members or more take over {Goal} times their limit (marked with !)."));
        Console.WriteLine("ms, limit, ratio: of the agreement itself. full: the ratio where small powers and products are in the limit too. all: the ratio with lineup and termination.");
        if (options.TryGetValue("--json", out var file))
        {
            File.WriteAllText(file, JsonSerializer.Serialize(new { Format = "rekey-agreement-bench/1", Goal, GoalFrom, Rows = rows }, JsonSerializerOptions.Web) + "\n");
        }

        return misses == 0 ? 0 : 1;
    }

    /// <summary>Runs a protocol for a while without timing it.</summary>
    private static void Warm(ProtocolDefinition protocol)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < WarmUp)
        {
            AgreementRuns.Measure(protocol, WarmUpMembers, Events);
        }
    }

    private void Measure(ConcreteSuite suite, UnitCosts units, ProtocolDefinition protocol, int n)
    {
        var longest = double.Parse(options.GetValueOrDefault("--longest", isQuick ? "5" : "60"), CultureInfo.InvariantCulture);
        var estimate = Estimate(units, protocol, n);
        if (estimate > longest)
        {
            Console.WriteLine(Text($"{suite.Number,5}  {protocol.Spec.Name,-8}  one of each event with n = {n} would take about {estimate:F0} s: left out (--longest {longest:F0})"));
            return;
        }

        var repetitions = (int)Math.Clamp(longest / 2 / estimate, 3, isQuick ? 7 : 15);
        var (plain, real) = (new AgreementTiming(protocol, suite, units, n, isProtected: false), new AgreementTiming(protocol, suite, units, n, isProtected: true));
        foreach (var happening in Events)
        {
            Print(suite, protocol, happening, plain.Measure(happening, repetitions), real.Measure(happening, Math.Min(repetitions, 7)));
        }
    }

    private void Print(ConcreteSuite suite, ProtocolDefinition protocol, CostEvent happening, AgreementTime plain, AgreementTime real)
    {
        var isMissed = plain.Size.Before >= GoalFrom && plain.Agreement.Ratio > Goal;
        misses += isMissed ? 1 : 0;
        rows.Add(new { Suite = suite.Number, Protocol = protocol.Spec.Name, Event = happening.ToString().ToLowerInvariant(), Members = plain.Size.Before, plain.Size.After, plain.Exponentiations, plain.AllExponentiations, Algebra = plain.Agreement, AlgebraWhole = plain.Whole, Envelopes = real.Agreement, EnvelopesWhole = real.Whole, IsMissed = isMissed });
        Console.WriteLine(Text($"{suite.Number,5}  {protocol.Spec.Name,-8}  {happening.ToString().ToLowerInvariant(),-9} {plain.Size.Before,5}{plain.Size.After,5}{plain.Exponentiations,9}{plain.AllExponentiations,6} |{Times(plain)} |{Times(real)}{(isMissed ? " !" : "")}"));
    }

    private static string Times(AgreementTime time) => Text($"{time.Agreement.Time,7:F2}{time.Agreement.Limit,8:F2}{time.Agreement.Ratio,7:F2}{time.Agreement.FullRatio,7:F2}{time.Whole.Ratio,6:F2}");

    /// <summary>Seconds that one of each event takes, by its counts.</summary>
    private static double Estimate(UnitCosts units, ProtocolDefinition protocol, int n) =>
        AgreementRuns.Measure(protocol, n, Events).Sum(c => c.Ledger.Slots.Sum(s => c.Ledger[s].Values.Sum(w => units.Of(w, isProtected: true)))) / 1000;

    private IEnumerable<string>? List(string option, string? otherwise) => (options.GetValueOrDefault(option) ?? otherwise)?.Split(',', StringSplitOptions.TrimEntries);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
