using Rekey.Core;
using Rekey.Explorer;
using Rekey.Observing;
using Rekey.Wire;
using Rekey.Worlds;
using Shouldly;

namespace Rekey.Tests.Worlds;

/// <summary>
/// A world driven by hand: nothing happens but what the test asks for. Processes are called by name, components by one of their processes.
/// </summary>
internal sealed class WorldBench
{
    private readonly Fold[] folds;

    public WorldBench(int members, string faults = "none", Func<IMachine, SuiteBinding, IMachine>? mutate = null, params Fold[] folds)
        : this(ProtocolRegistry.Find("P"), members, faults, mutate, folds)
    {
    }

    public WorldBench(ProtocolDefinition protocol, int members, string faults, Func<IMachine, SuiteBinding, IMachine>? mutate, params Fold[] folds)
    {
        World = new VsWorld(new Scenario(protocol, members, FaultBudget.Parse(faults)), new SymbolicBinding(Anywhere.Group), mutate);
        this.folds = folds;
        Reset();
    }

    public VsWorld World { get; }

    /// <summary>All choices since the last reset.</summary>
    public List<Choice> Log { get; } = [];

    /// <summary>What was objected to, in order.</summary>
    public List<string> Objections { get; } = [];

    /// <summary>Those who object to the run, if it ends here.</summary>
    public IEnumerable<Fold> Ends => folds.Where(f => f.End(World, true) is not null);

    public Process this[string name] => World.Processes.Last(p => p.Id == MemberId.Parse(name));

    /// <summary>Names of the processes of each component.</summary>
    public IEnumerable<string> Parts => World.Components.Select(static c => string.Join(' ', c.Processes.Select(static p => p.Id)));

    public void Reset()
    {
        World.Reset();
        Log.Clear();
        Objections.Clear();
        foreach (var fold in folds)
        {
            fold.Reset();
        }
    }

    public List<Offer> Offers()
    {
        var offers = new List<Offer>();
        World.Offers(offers);
        return offers;
    }

    public List<Offer> Offers(Move move) => Offers().FindAll(o => o.Kind == (byte)move);

    /// <summary>Names of the processes to whom something can happen now.</summary>
    public string Who(Move move) => string.Join(' ', Offers(move).Select(o => World.Processes[o.A].Id).Distinct());

    /// <summary>Where a process's component stands among the components.</summary>
    public int ComponentOf(string name) => World.Components.ToList().IndexOf(this[name].Component);

    public void Do(Move move, int a, int b = 0, int option = 0)
    {
        var choice = new Choice((byte)move, (short)a, (short)b, option);
        Log.Add(choice);
        World.Apply(choice);
        Objections.AddRange(folds.Select(f => f.Look(World)).OfType<string>());
    }

    /// <summary>Something happens to a process.</summary>
    public void Do(Move move, string name, int option = 0) => Do(move, this[name].Index, 0, option);

    public void Deliver(string from, string to) => Do(Move.Deliver, this[to].Index, this[to].Installed!.View.IndexOf(MemberId.Parse(from)));

    public bool CanDeliver(string from, string to) =>
        Offers(Move.Deliver).Exists(o => o.A == this[to].Index && this[to].Installed!.View.Members[o.B] == MemberId.Parse(from));

    public void Block(params string[] names) => All(Move.Block, names);

    public void Install(params string[] names) => All(Move.Install, names);

    /// <summary>The component of a process agrees on a view.</summary>
    public View Agree(string name, int option = 0)
    {
        Do(Move.Agree, ComponentOf(name), 0, option);
        return this[name].Pending!.View;
    }

    /// <summary>How many ways there are for the component of a process to agree; 0 where it cannot.</summary>
    public int WaysToAgree(string name) => Offers(Move.Agree).Where(o => o.A == ComponentOf(name)).Select(static o => o.Options).SingleOrDefault();

    public void Join(string component, bool last = false) => Do(Move.Join, ComponentOf(component), 0, last ? 1 : 0);

    /// <summary>Splits the component of the first name, as in <c>Split("m1 m2", "m3")</c>.</summary>
    public void Split(params string[] parts)
    {
        var component = this[parts[0].Split(' ')[0]].Component;
        var wanted = component.Processes.Select(p => Array.FindIndex(parts, part => part.Split(' ').Contains(p.Id.ToString()))).ToArray();
        var option = Enumerable.Range(0, SetPartitions.Count(wanted.Length)).Single(r => SetPartitions.Unrank(wanted.Length, r).SequenceEqual(wanted));
        Do(Move.Partition, World.Components.ToList().IndexOf(component), 0, option);
    }

    /// <summary>Makes what must happen happen, the first offer first, until nothing is left.</summary>
    public WorldBench Settle()
    {
        for (var steps = 0; Offers().FindIndex(static o => !o.Optional) is >= 0 and var first; steps++)
        {
            steps.ShouldBeLessThan(5_000, "the world must come to rest");
            var choice = Offers()[first].With(0);
            Do((Move)choice.Kind, choice.A, choice.B);
        }

        return this;
    }

    /// <summary>The first view is agreed and installed by all; no message of it is delivered.</summary>
    public WorldBench Formed()
    {
        Agree("m1");
        Install([.. World.Processes.Select(static p => p.Id.ToString())]);
        return this;
    }

    /// <summary>A summary of all that a run left behind: states, deferred inputs, views, components, traffic.</summary>
    public string Fingerprint() => string.Join(
        '\n',
        World.Processes.Select(static p => $"{p.Id} {p.Status} {p.State.Fingerprint:x} +{p.Box.Deferred.Length} in {p.Installed?.View} to {p.Pending?.View} {p.IsBlocked} {p.Entropy.Draws}")
            .Concat(World.Components.Select(static c => $"{string.Join(' ', c.Processes.Select(static p => p.Id))} for {c.Target?.View} depth {c.Depth}"))
            .Concat(World.Heard.Select(static r => $"{r.From} {r.Envelope.Fingerprint:x}"))
            .Append($"{World.ViewChanges} {World.DeepestCascade} {World.WasAttacked}"));

    private void All(Move move, string[] names)
    {
        foreach (var name in names)
        {
            Do(move, name);
        }
    }
}
