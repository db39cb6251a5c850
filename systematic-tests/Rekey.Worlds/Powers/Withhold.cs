using Rekey.Observing;
using Rekey.Worlds.Environments;

namespace Rekey.Worlds.Powers;

/// <summary>The adversary keeps a message from a member to whom it is due; the option says whose.</summary>
public sealed class Withhold() : Power(isOfMember: false)
{
    /// <inheritdoc/>
    public override int Order => 10;

    /// <inheritdoc/>
    public override string Meaning => "messages that the adversary keeps from a member to whom they are due";

    /// <inheritdoc/>
    public override int Count(VsWorld world, Process victim)
    {
        var count = 0;
        for (var sender = NextDue(world, victim, 0); sender >= 0; sender = NextDue(world, victim, sender + 1))
        {
            count++;
        }

        return count;
    }

    /// <inheritdoc/>
    /// <remarks>The next message of a sender is taken as if it were handed over, and goes nowhere.</remarks>
    public override void Use(VsWorld world, Process victim, int option)
    {
        var (view, adversary, sender) = (victim.Installed!, world.Adversary, NextDue(world, victim, 0));
        for (; option > 0; option--)
        {
            sender = NextDue(world, victim, sender + 1);
        }

        var index = view.Withhold(victim.Place, sender);
        var input = view.Message(sender, index).Input;
        adversary.Kept.Add((victim.Index, adversary.PlaceOf(input)));
        adversary.Act(victim, new Attack(Word, input));
        world.Note(Observation.Withheld(victim, view.View, sender, index));
    }

    /// <inheritdoc/>
    public override string Tell(VsWorld world, Attack attack, Process victim) => $"the adversary keeps from {victim.Id} {What(world, attack, " of ")}";

    private static int NextDue(VsWorld world, Process victim, int from) => VirtualSynchronyEnvironment.NextDue(world.Store, victim.Index, from);
}
