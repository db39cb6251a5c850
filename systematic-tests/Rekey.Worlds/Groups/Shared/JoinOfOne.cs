using Rekey.Explorer;
using Rekey.Worlds.Environments;
using Rekey.Worlds.Faults;

namespace Rekey.Worlds.Groups.Shared;

/// <summary>A process joins a group: a new one, or one that is in other groups and never was in this one; the option says which.</summary>
public sealed class JoinOfOne : SharedFault
{
    private const int NewNames = 2;

    /// <inheritdoc/>
    public override Fault Fault => Move.Of<Join>();

    /// <inheritdoc/>
    public override void Offer(GroupsWorld world, List<Offer> offers)
    {
        for (var group = 0; group < world.Worlds.Count; group++)
        {
            for (var part = 0; part < world.Parts.Count; part++)
            {
                var component = world.ComponentOf(world.Worlds[group], part);
                if (component < 0 || VirtualSynchronyEnvironment.DepthAllows(world.Worlds[group].Store, component))
                {
                    offers.Add(At(GroupsWorld.Operand(group, part), NewNames + Others(world, group, part).Count()));
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void Apply(GroupsWorld world, in Choice choice)
    {
        var (group, part) = GroupsWorld.Split(choice.A);
        var place = world.PlaceIn(world.Worlds[group], part);
        if (choice.Option < NewNames)
        {
            world.ApplyIn(world.Worlds[group], new Choice(choice.Kind, (short)place, 0, choice.Option));
            world.Parts[part].Add(world.People[^1]);
            return;
        }

        world.Worlds[group].Enter(Others(world, group, part).ElementAt(choice.Option - NewNames).Id, place);
    }

    /// <inheritdoc/>
    public override string Tell(GroupsWorld world, in Choice choice) => $"{world.Worlds[GroupsWorld.Split(choice.A).Group].Processes[^1].Id} joins";

    private static IEnumerable<Person> Others(GroupsWorld world, int group, int part) => world.Parts[part].Where(p => p.Seats[group] is null);
}
