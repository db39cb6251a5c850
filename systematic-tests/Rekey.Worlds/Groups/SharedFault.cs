using Rekey.Explorer;
using Rekey.Spec;

namespace Rekey.Worlds.Groups;

/// <summary>
/// What a fault is where processes are in several groups and it is more than a fault of one group: it strikes a process in all its groups at once, or the network
/// and all groups with it, or brings a process into a group that is in another. Each is a class in a file of its own, found by it; a fault that has none is of
/// one group.
/// </summary>
public abstract class SharedFault
{
    private static readonly SharedFault?[] ByFault = Map();

    /// <summary>The fault.</summary>
    public abstract Fault Fault { get; }

    /// <summary>That of a fault; null where the fault is of one group.</summary>
    public static SharedFault? Of(Fault fault) => ByFault[fault.Index];

    /// <summary>Adds where it can happen now.</summary>
    public abstract void Offer(GroupsWorld world, List<Offer> offers);

    /// <summary>Makes it happen, as it was offered.</summary>
    public abstract void Apply(GroupsWorld world, in Choice choice);

    /// <summary>Tells what it did in the last transition, in one line.</summary>
    public abstract string Tell(GroupsWorld world, in Choice choice);

    /// <summary>The process that it struck; null where it struck the network.</summary>
    public virtual Person? Victim(GroupsWorld world, in Choice choice) => null;

    /// <summary>An offer of it.</summary>
    protected Offer At(int operand, int options) => new(Fault.Number, (short)operand, 0, options, 0, true);

    private static SharedFault?[] Map()
    {
        var map = new SharedFault?[Fault.All.Count];
        foreach (var shared in Discovery.Of<SharedFault>(typeof(SharedFault).Assembly))
        {
            map[shared.Fault.Index] = shared;
        }

        return map;
    }
}

/// <summary>A fault that strikes a process in all its groups at once.</summary>
public abstract class PersonFault : SharedFault
{
    /// <summary>Whether it strikes what a process is in one of its groups.</summary>
    public abstract bool Strikes(Process process);

    /// <summary>Whether that group allows it now.</summary>
    public abstract bool IsAllowed(VsWorld world, Process process);

    /// <inheritdoc/>
    public sealed override void Offer(GroupsWorld world, List<Offer> offers)
    {
        foreach (var person in world.People)
        {
            var struck = Struck(world, person);
            if (person.IsAlive && struck.Count > 0 && struck.TrueForAll(s => IsAllowed(s.World, s.Process)))
            {
                offers.Add(At(person.Index, 1));
            }
        }
    }

    /// <inheritdoc/>
    public override void Apply(GroupsWorld world, in Choice choice)
    {
        foreach (var (group, process) in Struck(world, world.People[choice.A]))
        {
            world.ApplyIn(group, new Choice(choice.Kind, (short)process.Index, 0, 0));
        }
    }

    /// <inheritdoc/>
    public sealed override Person? Victim(GroupsWorld world, in Choice choice) => world.People[choice.A];

    private List<(VsWorld World, Process Process)> Struck(GroupsWorld world, Person person) => [.. world.SeatsOf(person).Where(s => Strikes(s.Process))];
}
