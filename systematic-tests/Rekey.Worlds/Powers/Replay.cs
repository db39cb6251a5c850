using Rekey.Observing;
using Rekey.Worlds.Adversary;

namespace Rekey.Worlds.Powers;

/// <summary>The adversary plays a message again; the option says which.</summary>
public sealed class Replay : Power
{
    /// <inheritdoc/>
    public override int Order => 8;

    /// <inheritdoc/>
    public override string Meaning => "messages that the adversary plays again, to anybody, at any time";

    /// <inheritdoc/>
    public override int Count(VsWorld world, Process victim)
    {
        var count = 0;
        for (var i = 0; i < world.Heard.Count; i++)
        {
            count += IsReplayable(world.Adversary, victim, i) ? 1 : 0;
        }

        return count;
    }

    /// <inheritdoc/>
    public override void Use(VsWorld world, Process victim, int option)
    {
        var (adversary, index) = (world.Adversary, 0);
        while (!IsReplayable(adversary, victim, index) || option-- > 0)
        {
            index++;
        }

        // An object of its own: the original may be waiting at the same process.
        var input = adversary.Heard[index] with { };
        var late = adversary.Origins[index].View == victim.Installed && adversary.Kept.Remove((victim.Index, index));
        adversary.Play(victim, new Attack(Word, input, IsLate: late));
    }

    /// <inheritdoc/>
    public override string Tell(VsWorld world, Attack attack, Process victim) =>
        $"the adversary {(attack.IsLate ? $"gives {victim.Id} late" : $"replays to {victim.Id}")} {What(world, attack, " of ")}";

    /// <summary>
    /// Whether the adversary may play a message to a process: any message, but one of the process's view that it is still to be handed. That would be
    /// a delivery, and deliveries are the group communication system's (VS-4). Nor one under the key of a member of the process's view.
    /// </summary>
    private static bool IsReplayable(ActiveOutsider adversary, Process victim, int index)
    {
        var (view, sender, number, to, key, _) = adversary.Origins[index];
        if (view is null)
        {
            return key is null || ActiveOutsider.IsOutside(key, victim);
        }

        if (view != victim.Installed)
        {
            return true;
        }

        var place = victim.Place;
        return place == sender || (to >= 0 && to != place) || number < view.DeliveredUpTo(place, sender);
    }
}
