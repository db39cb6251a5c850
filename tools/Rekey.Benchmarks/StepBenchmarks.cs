using BenchmarkDotNet.Attributes;
using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Worlds;

namespace Rekey.Benchmarks;

/// <summary>Single steps of protocol P over terms, in a view of <see cref="Members"/>.</summary>
[MemoryDiagnoser]
public class StepBenchmarks
{
    private readonly SymbolicBinding binding = new(Scenario.NameOfGroup(0));
    private IMachine machine = null!;
    private MemberState leader = null!;
    private MemberState member = null!;
    private MemberState follower = null!;
    private MemberState awaiting = null!;
    private PortEvent view = null!;
    private PortEvent key = null!;
    private PortEvent ack = null!;
    private PortEvent done = null!;

    /// <summary>Size of the view.</summary>
    [Params(8, 64)]
    public int Members { get; set; }

    /// <summary>Brings the members to the states that the steps begin with.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var scenario = new Scenario(PDefinition.Value, Members, FaultBudget.None);
        machine = PDefinition.Value.NewMachine(Scenario.NameOfGroup(0), binding.Suite, binding.Envelopes);
        var names = Enumerable.Range(0, Members).Select(scenario.NameOf).ToArray();
        view = new ViewInstalled(new View(new ViewId(1, names[0]), [.. names]));
        leader = machine.Initial(names[0]);
        member = machine.Initial(names[1]);
        var opened = Step(leader, view);
        follower = Step(member, view).Member;
        key = new Received(names[0], ((Unicast)opened.Effects[0]).Envelope);
        var taken = Step(follower, key);
        awaiting = taken.Member;
        ack = new Received(names[1], ((Unicast)taken.Effects[0]).Envelope);
        collecting = opened.Member;
        var last = opened.Member;
        for (var i = 1; i < Members; i++)
        {
            var other = Step(Step(machine.Initial(names[i]), view).Member, new Received(names[0], ((Unicast)opened.Effects[i - 1]).Envelope));
            var counted = Step(last, new Received(names[i], ((Unicast)other.Effects[0]).Envelope));
            last = counted.Member;
            done = counted.Effects.OfType<Multicast>().Select(m => new Received(names[0], m.Envelope)).FirstOrDefault() ?? done;
        }
    }

    private MemberState collecting = null!;

    /// <summary>P-01: choose a key and seal it for everybody.</summary>
    [Benchmark]
    public Outcome LeaderInstallsView() => machine.Step(leader, view, binding.EntropyFor(leader.Self));

    /// <summary>P-04: stage and acknowledge.</summary>
    [Benchmark]
    public Outcome MemberTakesKey() => machine.Step(follower, key, binding.EntropyFor(follower.Self));

    /// <summary>T-03: count.</summary>
    [Benchmark]
    public Outcome LeaderCountsAck() => machine.Step(collecting, ack, binding.EntropyFor(leader.Self));

    /// <summary>T-05: commit.</summary>
    [Benchmark]
    public Outcome MemberTakesProtoDone() => machine.Step(awaiting, done, binding.EntropyFor(member.Self));

    private Moved Step(MemberState state, PortEvent input) => (Moved)machine.Step(state, input, binding.EntropyFor(state.Self));
}
