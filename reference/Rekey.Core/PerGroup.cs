using System.Collections.Immutable;

namespace Rekey.Core;

/// <summary>An event that says which group it is about.</summary>
public interface IOfGroup
{
    /// <summary>The group.</summary>
    GroupId Group { get; }
}

/// <summary>An event that rises through a port, of one group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Event">The event.</param>
public sealed record GroupUp(GroupId Group, PortEvent Event) : PortEvent, IOfGroup;

/// <summary>An event that goes down through a port, of one group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Event">The event.</param>
public sealed record GroupDown(GroupId Group, PortEvent Event) : PortEvent, IOfGroup;

/// <summary>What a process knows of its groups, each with what it put aside; by name of group.</summary>
public sealed record PerGroupState : LayerState
{
    /// <summary>By group; a group of which nothing was heard yet is missing.</summary>
    public required ImmutableSortedDictionary<GroupId, Mailbox> Groups { get; init; }

    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var hash = Self.Fingerprint;
            foreach (var (group, box) in Groups)
            {
                hash = Core.Fingerprint.Mix(Core.Fingerprint.Mix(hash, group.Fingerprint), Core.Fingerprint.Mix(box.State.Fingerprint, (ulong)box.Deferred.Length));
            }

            return hash;
        }
    }
}

/// <summary>
/// Gives every group a layer of its own: groups share a process and nothing else. A port whose events name their group is the same above and below; through
/// any other, events are told apart by <see cref="GroupUp"/> and <see cref="GroupDown"/>.
/// </summary>
public sealed class PerGroup : ILayer
{
    private readonly Func<GroupId, ILayer> select;
    private readonly Side lower;
    private readonly Side upper;

    private PerGroup(Port below, Port above, Func<GroupId, ILayer> select) => (lower, upper, this.select) = (Side.Of(below), Side.Of(above), select);

    /// <inheritdoc/>
    public Port Lower => lower.Port;

    /// <inheritdoc/>
    public Port Upper => upper.Port;

    /// <summary>A layer for every group.</summary>
    /// <param name="below">The port below each of them.</param>
    /// <param name="above">The port above each of them.</param>
    /// <param name="select">The layer of a group: the same for the same group. It has no timers.</param>
    public static PerGroup Of(Port below, Port above, Func<GroupId, ILayer> select) => new(below, above, select);

    /// <inheritdoc/>
    public LayerState Initial(MemberId self) => new PerGroupState { Self = self, Control = 0, Groups = ImmutableSortedDictionary.Create<GroupId, Mailbox>() };

    /// <inheritdoc/>
    /// <exception cref="SpecificationViolation">The input names no group, or the layer of its group is not for these ports.</exception>
    public Outcome Step(LayerState state, PortEvent input, IEntropy entropy)
    {
        var all = (PerGroupState)state;
        var group = (input as IOfGroup)?.Group ?? throw new SpecificationViolation($"{input} names no group");
        var layer = select(group);
        var before = all.Groups.GetValueOrDefault(group) ?? new Mailbox(layer.Initial(all.Self));
        var steps = ImmutableArray.CreateBuilder<LayerStep>();
        var (effects, first) = (new List<PortEvent>(), (Outcome?)null);
        var after = before.Offer(layer, input is GroupUp up ? up.Event : input is GroupDown down ? down.Event : input, entropy, (from, offered, outcome) =>
        {
            first ??= outcome;
            steps.AddRange(new LayerStep(layer, from, offered, outcome).Leaves.Select(s => s with { Group = group }));
            foreach (var effect in outcome is Moved moved ? moved.Effects : [])
            {
                effects.Add(layer.Lower.Lowers(effect) ? lower.Down(group, effect)
                    : layer.Upper.Raises(effect) ? upper.Up(group, effect)
                    : throw new SpecificationViolation($"{layer.GetType().Name} asks for {effect}, which no port of it has"));
            }
        });

        return Outcome.Of(first!, steps.ToImmutable(), all with { Groups = all.Groups.SetItem(group, after) }, [.. effects]);
    }

    /// <summary>A port of all groups, and how events of one group cross it.</summary>
    private sealed record Side(Port Port, bool IsNamed)
    {
        public static Side Of(Port port) => typeof(IOfGroup).IsAssignableFrom(port.Up) && typeof(IOfGroup).IsAssignableFrom(port.Down)
            ? new Side(port, true)
            : new Side(new Port($"{port.Name} of groups", typeof(GroupUp), typeof(GroupDown)), false);

        public PortEvent Down(GroupId group, PortEvent effect) => IsNamed ? effect : new GroupDown(group, effect);

        public PortEvent Up(GroupId group, PortEvent effect) => IsNamed ? effect : new GroupUp(group, effect);
    }
}
