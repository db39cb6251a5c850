using Rekey.Core;
using Rekey.Explorer.Exhaustive;
using Rekey.Observing;

namespace Rekey.Worlds.Exhaustive;

/// <summary>How the states of a virtual-synchrony world are told apart.</summary>
public sealed record SpaceOptions
{
    /// <summary>
    /// Whether what happened to a process counts as part of the state, as far as a property may depend on it. Without it the states are what the future
    /// depends on, and nothing is decided but how many there are and whether runs come to an end.
    /// </summary>
    public bool Histories { get; init; } = true;

    /// <summary>
    /// Whether the causal order of epochs is part of the ends of runs. It is needed for ForwardSecrecy and BackwardSecrecy where KeyIndependence, which
    /// implies both, does not hold.
    /// </summary>
    public bool EpochOrder { get; init; }

    /// <summary>Whether runs that differ only in the order of independent, invisible transitions are visited once.</summary>
    public bool PartialOrder { get; init; }

    /// <summary>Whether states that differ only in which of the processes that are gone had which name count as one.</summary>
    public bool Symmetry { get; init; }
}

/// <summary>
/// The virtual-synchrony world as a set of states (spec/model/virtual-synchrony.md), for search instead of sampling. It makes the same moves as
/// <see cref="VsWorld"/>, under the same numbers, so that every path is a run of that world; a test walks both side by side.
/// </summary>
/// <remarks>
/// A state is a row of numbers, each of which names something immutable: a member's state, an inbox, a view. What a member does with an input is
/// worked out once and looked up ever after (<see cref="Reactions"/>), which makes the search independent of how much a protocol computes.
/// </remarks>
public sealed class VsSpace : IStateSpace
{
    private readonly Interner<MemberId, MemberId> names = new();
    private readonly Renamings renamings;

    /// <summary>The space of a scenario.</summary>
    /// <exception cref="NotSupportedException">The scenario has an active adversary, or more processes than fit.</exception>
    public VsSpace(Scenario scenario, SpaceOptions? options = null, Func<IMachine, SuiteBinding, IMachine>? mutate = null)
    {
        if (Fault.All.FirstOrDefault(f => f.Kind == FaultKind.Power && scenario.Faults[f] > 0) is { } power)
        {
            throw new NotSupportedException(
                $"rows have no active adversary: fault '{power.Word}' is not possible there; expected {string.Join(", ", Searched.Select(static f => f.Word))} and depth");
        }

        if (scenario.Start != RunStart.Plain)
        {
            throw new NotSupportedException($"exhaustive search begins from a system that has just been switched on; expected start plain, got {scenario.Start}");
        }

        (Scenario, Options, Faults) = (scenario, options ?? new SpaceOptions(), [.. Fault.All.Where(f => scenario.Faults[f] > 0)]);
        Layout = new Layout(scenario.Processes, scenario.Faults);
        if (Layout.Processes > MaxProcesses)
        {
            throw new NotSupportedException($"exhaustive search takes at most {MaxProcesses} processes; {Layout.Processes} is {scenario.Members} members and those that may join or recover");
        }

        var binding = new SymbolicBinding(scenario.Groups[0]);
        var machine = scenario.Rekeying.NewMachine(binding.Group, binding.Suite, binding.Envelopes);
        Reactions = new Reactions(scenario.Rekeying, mutate?.Invoke(machine, binding) ?? machine, binding, Views, BitOf);
        renamings = new Renamings(this);
    }

    /// <summary>The faults that a search knows.</summary>
    public static IReadOnlyList<Fault> Searched { get; } = [.. Fault.OfViews.Where(static f => f.Kind != FaultKind.Power)];

    /// <summary>Most processes, those that join and recover included.</summary>
    public const int MaxProcesses = 16;

    /// <summary>What is searched.</summary>
    public Scenario Scenario { get; }

    /// <summary>How states are told apart.</summary>
    public SpaceOptions Options { get; }

    /// <summary>What a search of the space tells apart, and has judged.</summary>
    public Situations Kept => !Options.Histories ? Situations.None
        : (Options.EpochOrder ? Situations.EpochOrder : Situations.None) | Situations.Installs | Situations.Holds | Situations.Commits | Situations.EarlyUses
            | Situations.Deliveries | Situations.Rejections | Situations.Plans | Situations.Ends | Situations.Port | Situations.Sendings | Situations.Requests;

    /// <inheritdoc/>
    public int Width => Layout.Width;

    /// <summary>How many different states processes have, inboxes and histories there are, messages are sent, and calls of the machine were made.</summary>
    public (int Locals, int Inboxes, int Histories, int Messages, int Reactions) Sizes =>
        (Reactions.Locals, Inboxes.Count, Histories.Count + Records.Count, Reactions.Messages, Reactions.Count);

    /// <summary>The cells of the control table that were visited, and the rules that decided something.</summary>
    public (IReadOnlyCollection<Cell> Cells, IReadOnlyCollection<RuleId> Rules) Visits => Reactions.Visits;

    internal Renamings Renamings => renamings;

    /// <summary>The faults that the budget has any of.</summary>
    internal Fault[] Faults { get; }

    internal Layout Layout { get; }

    internal AgreedViews Views { get; } = new();

    internal Inboxes Inboxes { get; } = new();

    /// <summary>What happened to a process in views that somebody is still in.</summary>
    internal FactSets Histories { get; } = new();

    /// <summary>What happened to all, and stays.</summary>
    internal FactSets Records { get; } = new();

    internal Reactions Reactions { get; }

    /// <inheritdoc/>
    public void Initial(Span<int> state)
    {
        var row = new StateRow(state, this);
        row.SetBudget(Scenario.Faults);
        row.NewComponent(0);
        for (var i = 0; i < Scenario.Members; i++)
        {
            row.Start(Scenario.NameOf(i), 0);
        }
    }

    /// <inheritdoc/>
    public IExpander NewExpander() => new VsExpander(this);

    /// <summary>
    /// Whether every component of a state at rest has one view, keyed at every member, no input waits (Liveness), and no refresh was asked for in vain
    /// (RequestProgress).
    /// </summary>
    public bool IsLive(ReadOnlySpan<int> state)
    {
        var row = new StateRow(state.ToArray(), this);
        for (var p = 0; p < row.Processes; p++)
        {
            if (row.IsAlive(p))
            {
                var local = Reactions.LocalOf(row[p, Layout.Local]);
                var target = row.TargetOf(row.ComponentOf(p));
                if (target == 0 || row[p, Layout.View] != target || !local.IsKeyed || !local.IsIdle
                    || Histories[row[p, Layout.History]].Contains(new Fact(FactKind.Asked)) || local.Box.Member.Current!.Epoch.View != Views[target].View.Id)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>A hash of everything that verdicts at the end of a run depend on, beside liveness: what is on record, and what each process drew.</summary>
    public ulong EndSituation(ReadOnlySpan<int> state)
    {
        var row = new StateRow(state.ToArray(), this);
        var hash = Fingerprint.Mix(1, (ulong)row.Record);
        for (var p = 0; p < row.Processes; p++)
        {
            hash = Fingerprint.Mix(hash, ((ulong)row.NameOf(p) << 32) | Reactions.LocalOf(row[p, Layout.Local]).Draws);
        }

        return hash;
    }

    /// <summary>The bit of one of the first members; 0 for others.</summary>
    internal uint BitOf(MemberId name)
    {
        for (var i = 0; i < Scenario.Members; i++)
        {
            if (Scenario.NameOf(i) == name)
            {
                return 1u << i;
            }
        }

        return 0;
    }

    internal int NumberOf(MemberId name) => names.NumberOf(name, 0, static (key, _) => key);

    internal MemberId NameOf(int number) => names[number];
}
