using System.Runtime.InteropServices;
using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Worlds.Groups;

/// <summary>
/// The run of one of several groups as those see it who watch it: what happens in the group, and what of the others an adversary may profit from, who hears all
/// traffic and has all that processes outside the group know.
/// </summary>
public sealed class GroupRun : IObservedRun
{
    private readonly GroupsWorld groups;
    private readonly VsWorld world;
    private readonly Func<string, bool> asked;
    private readonly List<Observation> seen = [];
    private readonly List<Standing> standings = [];
    private readonly List<Subject> strangers = [];

    internal GroupRun(GroupsWorld groups, VsWorld world, Func<string, bool> asked) => (this.groups, this.world, this.asked) = (groups, world, asked);

    /// <summary>The group.</summary>
    public GroupId Group => world.Binding.Group;

    /// <inheritdoc/>
    public RunSetting Setting => world.Setting;

    /// <inheritdoc/>
    public int Transitions => groups.Transitions;

    /// <inheritdoc/>
    public ReadOnlySpan<Observation> Observations => CollectionsMarshal.AsSpan(seen);

    /// <inheritdoc/>
    public uint Kinds { get; private set; }

    /// <inheritdoc/>
    /// <remarks>Processes that never were in the group come after those that were; to the group they do not run.</remarks>
    public IReadOnlyList<Standing> Standings
    {
        get
        {
            standings.Clear();
            standings.AddRange(world.Standings);
            var outsider = standings[^1];
            standings.RemoveAt(standings.Count - 1);
            foreach (var person in groups.People)
            {
                if (person.Seats[groups.NumberOf(world)] is null)
                {
                    standings.Add(new Standing(Stranger(person), false, null, null, outsider.Box, person.Entropy.Draws));
                }
            }

            standings.Add(outsider);
            return standings;
        }
    }

    /// <summary>Whether a property is asked of this group: not where its protocol is expected to fail what the protocols of other groups must have.</summary>
    public bool IsAskedFor(string property) => asked(property);

    /// <summary>Takes note of what the last transition brought, in this group and in others.</summary>
    internal void Look()
    {
        seen.Clear();
        seen.AddRange(world.Observations);
        Kinds = world.Kinds;
        foreach (var other in groups.Worlds)
        {
            if (other == world || other.Kinds == 0)
            {
                continue;
            }

            foreach (ref readonly var observation in other.Observations)
            {
                seen.Add(Observation.Elsewhere(observation));
                Kinds |= 1u << (int)ObservationKind.Elsewhere;
            }
        }
    }

    /// <summary>A run begins.</summary>
    internal void Reset()
    {
        seen.Clear();
        strangers.Clear();
        Kinds = 0;
    }

    /// <summary>Somebody who never was in the group has a number that none of its members can have.</summary>
    private Subject Stranger(Person person)
    {
        while (strangers.Count <= person.Index)
        {
            strangers.Add(new Subject(Scenario.MaxProcesses + strangers.Count, groups.People[strangers.Count].Id));
        }

        return strangers[person.Index];
    }
}
