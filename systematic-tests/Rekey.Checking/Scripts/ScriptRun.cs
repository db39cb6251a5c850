using System.Globalization;
using System.Numerics;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Monitors;
using Rekey.Observing;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Faults;
using Rekey.Worlds.Traces;

namespace Rekey.Checking.Scripts;

/// <summary>A run that a script drives: nothing happens but what it says, and every property watches.</summary>
internal sealed class ScriptRun
{
    /// <summary>The command that begins a run.</summary>
    public const string First = "group";

    /// <summary>What a script may do where it does not say: enough of everything, without the adversary.</summary>
    private const string Plenty = "crash=9,leave=9,recover=9,join=9,partition=9,merge=9,refresh=9,send=9,depth=9";

    /// <summary>A run that takes longer does not come to rest.</summary>
    private const int MostSteps = 100_000;

    private static readonly string[] Commands =
        ["agree", "block", "crash", "deliver", "end", First, "install", "join", "leave", "merge", "partition", "recover", "refresh", "send", "settle", "states"];

    private readonly VsWorld world;
    private readonly IReadOnlyList<Fold> properties = PropertySet.All();
    private int steps;

    private ScriptRun(Scenario scenario)
    {
        world = new VsWorld(scenario, new SymbolicBinding(scenario.Groups[0]));
        world.Reset();
        properties.ToList().ForEach(static p => p.Reset());
    }

    /// <summary>Begins a run.</summary>
    /// <param name="words">The protocol, then <c>members=N</c>, and where more than plenty is wanted <c>faults=BUDGET</c>.</param>
    public static ScriptRun Begin(string[] words)
    {
        if (words is not [var protocol, var members, .. var rest] || !members.StartsWith("members=", StringComparison.Ordinal)
            || rest.Length > 1 || (rest is [var faults] && !faults.StartsWith("faults=", StringComparison.Ordinal)))
        {
            throw new FormatException($"'{First} {string.Join(' ', words)}': expected '{First} PROTOCOL members=N' or '{First} PROTOCOL members=N faults=BUDGET'");
        }

        return int.TryParse(members["members=".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= Scenario.MaxMembers
            ? new ScriptRun(new Scenario(ProtocolRegistry.Find(protocol), count, FaultBudget.Parse(rest is [var given] ? given["faults=".Length..] : Plenty)))
            : throw new FormatException($"'{members}': expected a number of members from 1 to {Scenario.MaxMembers}");
    }

    /// <summary>Carries a command out, and gives what it prints.</summary>
    public IReadOnlyList<string> Do(string[] words) => (words[0], words[1..]) switch
    {
        ("agree", [var of]) => Step(Move.Agree, ComponentOf(of)),
        ("agree", [var of, var cut]) => Step(Move.Agree, ComponentOf(of), option: Number(cut, "the number of a cut")),
        ("block", { Length: > 0 } names) => Each(Move.Block, names),
        ("install", { Length: > 0 } names) => Each(Move.Install, names),
        ("crash", { Length: > 0 } names) => Each(Move.Of<Crash>(), names),
        ("leave", { Length: > 0 } names) => Each(Move.Of<Leave>(), names),
        ("refresh", { Length: > 0 } names) => Each(Move.Of<Refresh>(), names),
        ("send", { Length: > 0 } names) => Each(Move.Of<Send>(), names),
        ("deliver", [var from, var to]) => Deliver(from, to),
        ("join", [("first" or "last") and var place, var of]) => Step(Move.Of<Join>(), ComponentOf(of), option: place == "first" ? 0 : 1),
        ("recover", [var name, var of]) => Step(Move.Of<Recover>(), Find(name).Index, option: ComponentOf(of)),
        ("partition", { Length: > 0 } parts) => Partition(string.Join(' ', parts)),
        ("merge", { Length: > 1 } names) => Merge(names),
        ("settle", []) => Settle(Brief, null),
        ("settle", ["all"]) => Settle(static lines => lines, null),
        ("settle", ["quiet"]) => Settle(static _ => [], null),
        ("settle", ["until", var name, var state]) => Settle(Brief, () => StateOf(Find(name)) == Known(state)),
        ("states", var names) => States(names),
        ("end", []) => End(),
        _ => throw new FormatException(Commands.Contains(words[0])
            ? $"'{string.Join(' ', words)}': '{words[0]}' is followed by something else (systematic-tests/scenarios/README.md)"
            : $"unknown command '{words[0]}'{Suggestion.For(words[0], Commands)}; expected one of {string.Join(", ", Commands)}"),
    };

    /// <summary>Of every process, or of some: its state, view and key.</summary>
    public IReadOnlyList<string> States(string[] names) =>
        [.. (names.Length == 0 ? world.Processes : names.Select(Find)).Select(p => !p.IsAlive ? $"{p.Id}: {p.Status.ToString().ToLowerInvariant()}"
            : $"{p.Id}: {StateOf(p)}{(p.Installed is { } view ? $" in {view.View}" : "")}{Key("uses", p.State.Current)}{Key("holds", p.State.Staged)}")];

    private string Key(string word, EpochKey? key) => key is null ? "" : $", {word} {world.Binding.Describe(key.Key)} for {key.Epoch}";

    private List<string> Each(Move move, string[] names) => [.. names.SelectMany(n => Step(move, Find(n).Index))];

    private IReadOnlyList<string> Deliver(string from, string to)
    {
        var (sender, receiver) = (Find(from), Find(to));
        var place = receiver.Installed?.View.IndexOf(sender.Id) ?? -1;
        return place >= 0 && Obligations().Exists(o => o.Kind == (byte)Move.Deliver && o.A == receiver.Index && o.B == place)
            ? Step(Move.Deliver, receiver.Index, place)
            : throw new FormatException($"nothing of {from} is due to {to}; due are {Due()}");
    }

    /// <summary>Splits the component of the first name: <c>m1 m2 | m3</c>.</summary>
    private IReadOnlyList<string> Partition(string text)
    {
        var parts = text.Split('|').Select(p => p.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var component = world.Components[ComponentOf(parts[0].FirstOrDefault() ?? "")];
        var seen = new List<int>();
        var wanted = component.Processes.Select(p => Array.FindIndex(parts, part => part.Contains(p.Id.ToString()))).Select(part =>
        {
            if (!seen.Contains(part))
            {
                seen.Add(part);
            }

            return part < 0 ? part : seen.IndexOf(part);
        }).ToArray();
        if (wanted.Contains(-1) || wanted.Length != parts.Sum(static p => p.Length))
        {
            throw new FormatException($"'partition {text}': expected each of {string.Join(' ', component.Processes.Select(static p => p.Id))} once, with '|' between the parts");
        }

        return Step(
            Move.Of<Partition>(), world.Components.ToList().IndexOf(component),
            option: Enumerable.Range(0, SetPartitions.Count(wanted.Length)).First(r => SetPartitions.Unrank(wanted.Length, r).SequenceEqual(wanted)));
    }

    /// <summary>Merges the components of some processes; the option is their place among all sets of at least two.</summary>
    private IReadOnlyList<string> Merge(string[] names)
    {
        var chosen = names.Select(ComponentOf).Distinct().Aggregate(0u, static (bits, c) => bits | 1u << c);
        return BitOperations.PopCount(chosen) >= 2
            ? Step(Move.Of<Merge>(), 0, option: Enumerable.Range(3, (int)chosen - 3).Count(static bits => BitOperations.PopCount((uint)bits) >= 2))
            : throw new FormatException($"'merge {string.Join(' ', names)}': expected processes of two components or more");
    }

    private List<string> Settle(Func<IEnumerable<string>, IEnumerable<string>> told, Func<bool>? until)
    {
        var (lines, begun) = (new List<string>(), steps);
        while (until?.Invoke() != true && Obligations() is [var next, ..])
        {
            lines.AddRange(told(Step((Move)next.Kind, next.A, next.B)));
            if (steps - begun > MostSteps)
            {
                throw new FormatException($"the run does not come to rest within {MostSteps} steps");
            }
        }

        return until?.Invoke() == false
            ? throw new FormatException($"the run comes to rest before; then it is {string.Join("; ", States([]))}")
            : [.. lines, $"{steps - begun} steps"];
    }

    /// <summary>What is sent, taken into use and delivered, and by whom.</summary>
    private static IEnumerable<string> Brief(IEnumerable<string> lines)
    {
        var member = "";
        foreach (var line in lines.Skip(1))
        {
            if (!line.StartsWith(' '))
            {
                member = line.Split(' ')[0];
            }

            if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                yield return $"{member} {line.Trim()}";
            }
            else if (line.Contains(" Rejected ", StringComparison.Ordinal) || line.StartsWith("VIOLATED ", StringComparison.Ordinal) || line.StartsWith("fails ", StringComparison.Ordinal))
            {
                yield return line;
            }
        }
    }

    private IReadOnlyList<string> Step(Move move, int a, int b = 0, int option = 0)
    {
        var choice = new Choice((byte)move, (short)a, (short)b, option);
        world.Apply(choice);
        var step = Narrator.Tell(world, choice, ++steps);
        return
        [
            step.Text,
            .. step.Records.SelectMany(static r => r.Effects.Select(static e => $"  {e}").Prepend(
                $"{r.Process}: {(r.Outcome == "Moved" ? $"{r.From} -> {r.To}" : $"{r.From} {r.Outcome} {r.Trigger}")} ({r.Rule})")),
            .. properties.Select(p => p.Look(world) is { } wrong ? Failing(p.Name, wrong) : null).OfType<string>(),
        ];
    }

    /// <summary>What the properties say of the run as it stands.</summary>
    private IReadOnlyList<string> End()
    {
        var rest = Obligations().Count == 0;
        var wrong = properties.Where(p => rest || !p.NeedsRest).Select(p => p.End(world, rest) is { } said ? Failing(p.Name, said) : null).OfType<string>().ToList();
        return [rest ? "at rest" : "not at rest", .. wrong.Count == 0 ? ["no property is violated"] : wrong];
    }

    private string Failing(string property, string said) => world.Scenario.Protocol.Spec.Expectations.Any(e => e.Property == property && e.Expected == Expected.FailsAsExpected)
        ? $"fails {property}, as expected: {said}"
        : $"VIOLATED {property}: {said}";

    private List<Offer> Obligations()
    {
        var offers = new List<Offer>();
        world.OfferObligations(offers);
        return offers;
    }

    private string Due() => Obligations().Where(static o => o.Kind == (byte)Move.Deliver).ToList() is { Count: > 0 } due
        ? string.Join(", ", due.Select(o => $"{world.Processes[o.A].Installed!.View.Members[o.B]} {world.Processes[o.A].Id}"))
        : "no messages";

    private Process Find(string name) => world.Processes.LastOrDefault(p => p.Id.ToString() == name)
        ?? throw new FormatException($"there is no process '{name}'; there are {string.Join(' ', world.Processes.Select(static p => p.Id))}");

    private int ComponentOf(string name) => world.Components.ToList().IndexOf(Find(name).Component) is >= 0 and var at ? at
        : throw new FormatException($"'{name}' has stopped, and is in no component");

    private string StateOf(Process process) => world.Scenario.Protocol.Spec.Table.States[process.State.Control];

    private string Known(string state) => world.Scenario.Protocol.Spec.Table.States is var all && all.Contains(state) ? state
        : throw new FormatException($"there is no state '{state}'{Suggestion.For(state, all)}; expected one of {string.Join(", ", all)}");

    private static int Number(string text, string what) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new FormatException($"'{text}': expected {what}");
}
