using Rekey.Core;
using Rekey.Explorer;
using Rekey.Worlds.Environments;
using Rekey.Worlds.Faults;

namespace Rekey.Worlds.Groups.Shared;

/// <summary>A crashed process comes back as a new member of all groups that it was in when it crashed.</summary>
public sealed class RecoverInAll : SharedFault
{
    /// <inheritdoc/>
    public override Fault Fault => Move.Of<Recover>();

    /// <inheritdoc/>
    public override void Offer(GroupsWorld world, List<Offer> offers)
    {
        foreach (var person in world.People)
        {
            if (!person.IsAlive && !person.Recovered && world.Parts.Count > 0 && person.Id.ToString().Length < MemberId.MaxLength
                && world.Worlds.All(static w => VirtualSynchronyEnvironment.DepthAllowsAll(w.Store)) && Crashed(world, person).Any())
            {
                offers.Add(At(person.Index, world.Parts.Count));
            }
        }
    }

    /// <inheritdoc/>
    public override void Apply(GroupsWorld world, in Choice choice)
    {
        var person = world.People[choice.A];
        foreach (var (group, process) in Crashed(world, person).ToList())
        {
            world.ApplyIn(group, new Choice(choice.Kind, (short)process.Index, 0, world.PlaceIn(group, choice.Option)));
        }

        person.Recovered = true;
        world.Parts[choice.Option].Add(world.People[^1]);
    }

    /// <inheritdoc/>
    public override string Tell(GroupsWorld world, in Choice choice) => $"{world.People[choice.A].Id} recovers as the new process {world.People[^1].Id}, in all its groups";

    private static IEnumerable<(VsWorld World, Process Process)> Crashed(GroupsWorld world, Person person) =>
        world.SeatsOf(person).Where(static s => s.Process.Status == ProcessStatus.Crashed);
}
