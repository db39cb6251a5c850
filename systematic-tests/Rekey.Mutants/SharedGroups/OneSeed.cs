using Rekey.Checking;
using Rekey.Core;
using Rekey.Worlds;

namespace Rekey.Mutants.SharedGroups;

/// <summary>Every group of a process has a generator of its own, and all begin with one seed: what is drawn in one group is drawn in another.</summary>
public sealed class OneSeed : Mutant
{
    private readonly Household<Dictionary<GroupId, uint>> drawn = new();

    /// <inheritdoc/>
    public override string Name => "p+p-one-seed";

    /// <inheritdoc/>
    public override string Protocol => "P+P";

    /// <inheritdoc/>
    public override string Bug => "Every group of a process has a generator of its own, and all begin with one seed: what is drawn in one group is drawn in another.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => ["KeySeparation"];

    /// <inheritdoc/>
    public override string Faults => "none";

    /// <inheritdoc/>
    public override int Members => 2;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: the mistake is in the stack above which all machines are.</exception>
    public override IMachine Mutate(IMachine machine, SuiteBinding binding) => throw new NotSupportedException($"{Name} is a mutant of a stack");

    /// <inheritdoc/>
    public override CheckRequest In(CheckRequest request) => request with { MutateLayer = right => new Wrong(right, drawn) };

    private sealed class Wrong(ILayer right, Household<Dictionary<GroupId, uint>> drawn) : ILayer
    {
        public Port Lower => right.Lower;

        public Port Upper => right.Upper;

        public LayerState Initial(MemberId self) => right.Initial(self);

        public Outcome Step(LayerState state, PortEvent input, IEntropy entropy) => right.Step(state, input, new Own(entropy, ((IOfGroup)input).Group, drawn[entropy]));
    }

    /// <summary>A generator of one group; the process's own goes on with it, so that it has drawn at least as much.</summary>
    private sealed class Own(IEntropy of, GroupId group, Dictionary<GroupId, uint> drawn) : IEntropy
    {
        public MemberId Owner => of.Owner;

        public uint Draws => drawn.GetValueOrDefault(group);

        public uint NextDraw()
        {
            of.NextDraw();
            var next = Draws;
            drawn[group] = next + 1;
            return next;
        }

        public void Fill(Span<byte> destination) => of.Fill(destination);
    }
}
