using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Explorer;
using Rekey.Observing;
using Rekey.Runs.P;
using Rekey.Spec.Protocols;
using Rekey.Spec.Shared;
using Rekey.Tests.Worlds;
using Rekey.Wire;
using Rekey.Worlds;
using Shouldly;

namespace Rekey.Tests.Monitors;

/// <summary>
/// A world whose members do what the test says, and not what a protocol says, under the eyes of monitors: views come and go as in any world,
/// and in between a member holds, commits, sends or rejects whatever is wanted.
/// </summary>
internal sealed class PuppetStage
{
    private readonly Fold[] folds;
    private readonly Puppets puppets = new();

    /// <summary>All members have installed the first view; nobody has a key.</summary>
    public PuppetStage(int members, params Fold[] folds)
        : this(ProtocolRegistry.Find("P"), members, folds)
    {
    }

    /// <summary>The same under another protocol's name, of which monitors ask what is expected.</summary>
    public PuppetStage(ProtocolDefinition protocol, int members, params Fold[] folds)
    {
        this.folds = folds;
        Bench = new WorldBench(protocol, members, "crash=2,join=2,partition=2,merge=2,refresh=20,send=9,replay=4,forge=1,withhold=2,alter=1,transplant=1,leave=1,expose=4,depth=20", (_, _) => puppets, folds).Formed();
    }

    public WorldBench Bench { get; }

    public SymbolicBinding Binding => (SymbolicBinding)Bench.World.Binding;

    public TermStore Store => Binding.Store;

    /// <summary>A key that nobody drew in this run.</summary>
    public Term Key(uint number = 0) => Store.Nonce(MemberId.Parse("m1"), 100 + number);

    /// <summary>The member draws a key.</summary>
    public Term Draw(string name) => (Term)Binding.Suite.NewKey(Bench[name].Entropy);

    public EpochKey EpochKey(string name, uint run, Term key) => new(new Epoch(Anywhere.Group, Bench[name].Installed!.View.Id, run), key, Binding.Suite.KeyId(key));

    /// <summary>The member takes a key without using it.</summary>
    public PuppetStage Hold(string name, uint run, Term key)
    {
        var held = EpochKey(name, run, key);
        return Act(name, m => (m with { Staged = held }, []));
    }

    /// <summary>All of these take a key without using it.</summary>
    public PuppetStage HoldAll(uint run, Term key, params string[] names)
    {
        foreach (var name in names)
        {
            Hold(name, run, key);
        }

        return this;
    }

    /// <summary>The member begins to use a key.</summary>
    public PuppetStage Commit(string name, uint run, Term key)
    {
        var used = EpochKey(name, run, key);
        return Act(name, m => (m with { Staged = null, Current = used }, [new KeyCommitted(used.Epoch, used.Key)]));
    }

    /// <summary>All of these begin to use a key.</summary>
    public PuppetStage CommitAll(uint run, Term key, params string[] names)
    {
        foreach (var name in names)
        {
            Commit(name, run, key);
        }

        return this;
    }

    /// <summary>The member asks for effects.</summary>
    public PuppetStage Emit(string name, params PortEvent[] effects) => Act(name, m => (m, effects));

    /// <summary>Group data as the member would send it.</summary>
    public Multicast Data(string name, uint run, uint sequence, Term key, Term payload) => new(Binding.Envelopes.Encrypt(
        new Header(Anywhere.Group, Bench[name].Installed!.View.Id, run, MemberId.Parse(name)), sequence, Binding.Suite.KeyId(key), Binding.Suite.TrafficKey(key, MemberId.Parse(name)), payload));

    /// <summary>A key message, signed or sealed to somebody.</summary>
    public Envelope KeyMessage(string from, uint run, Term key, string? sealedTo)
    {
        var message = new Key(new Header(Anywhere.Group, Bench[from].Installed!.View.Id, run, MemberId.Parse(from)), key);
        return sealedTo is null ? Binding.Envelopes.Sign(message) : Binding.Envelopes.Seal(message, MemberId.Parse(sealedTo), Bench[from].Entropy);
    }

    /// <summary>The member makes one step of the test's choice.</summary>
    public PuppetStage Act(string name, Func<PMember, (PMember State, PortEvent[] Effects)> act) => Answer(name, m =>
    {
        var (state, effects) = act(m);
        return new Moved(default, state, effects, P.Refresh);
    });

    /// <summary>The member's next outcome is of the test's choice.</summary>
    public PuppetStage Answer(string name, Func<PMember, Outcome> outcome)
    {
        Answers([outcome]);
        Bench.Do(Move.Refresh, name);
        puppets.Next.ShouldBeEmpty();
        return this;
    }

    /// <summary>The next outcomes, whoever makes the steps, are of the test's choice.</summary>
    public PuppetStage Answers(params Func<PMember, Outcome>[] outcomes)
    {
        puppets.Next.ShouldBeEmpty();
        foreach (var outcome in outcomes)
        {
            puppets.Next.Enqueue(outcome);
        }

        return this;
    }

    /// <summary>A membership fault, with all that follows: everybody ends up in new views.</summary>
    public PuppetStage Change(Action<WorldBench> fault)
    {
        fault(Bench);
        Bench.Settle();
        return this;
    }

    /// <summary>Nothing was objected to, in the run or at its end.</summary>
    public void Accepted()
    {
        Bench.Objections.ShouldBeEmpty();
        folds.Select(f => f.End(Bench.World, true)).OfType<string>().ShouldBeEmpty();
    }

    /// <summary>The last step, and nothing before it, was objected to.</summary>
    public void Rejected(string message) => Bench.Objections.ShouldHaveSingleItem().ShouldBe(message);

    /// <summary>Members without a will of their own.</summary>
    private sealed class Puppets : IMachine
    {
        public Queue<Func<PMember, Outcome>> Next { get; } = [];

        public MemberState Initial(MemberId self) => new PMember { Self = self, Control = (byte)PState.Outside };

        public Outcome Step(MemberState state, PortEvent input, IEntropy entropy)
        {
            var member = (PMember)state;
            if (Next.TryDequeue(out var next))
            {
                return next(member);
            }

            return input switch
            {
                ViewInstalled installed => Move(new PMember { Self = member.Self, Control = (byte)PState.Keyed, View = installed.View }),
                BlockRequested => Move(member with { Control = (byte)PState.Blocked }),
                _ => new Ignored(default, P.RefreshMoot),
            };
        }

        private static Moved Move(PMember member) => new(default, member, [], P.Follow);
    }
}
