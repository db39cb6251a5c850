using Rekey.Explorer;

namespace Rekey.Worlds.Environments;

/// <summary>What of choices that were written down is possible.</summary>
public static partial class VirtualSynchronyEnvironment
{
    /// <summary>Refuses what is not offered.</summary>
    /// <param name="store">The state.</param>
    /// <param name="choice">What may be possible.</param>
    /// <param name="room">Is filled, and means nothing.</param>
    /// <exception cref="InvalidChoiceException">It is not possible.</exception>
    public static void Require<TStore>(TStore store, in Choice choice, List<Offer> room)
        where TStore : IVsStore, allows ref struct
    {
        var move = Move.Of(choice.Kind);
        if (move is Fault fault)
        {
            Require(store, fault, choice, room);
            return;
        }

        if (move is EnvironmentMove)
        {
            throw new InvalidChoiceException($"{move} happens in another environment");
        }

        if ((choice.B != 0 && move != Move.Deliver) || (choice.Option != 0 && move != Move.Agree))
        {
            throw new InvalidChoiceException($"{move} has no operand {choice.B} with option {choice.Option}");
        }

        if (move == Move.Agree)
        {
            if ((uint)choice.A >= (uint)store.Components)
            {
                throw new InvalidChoiceException($"there is no component {choice.A}");
            }

            if (!CanAgree(store, choice.A) || choice.Option < 0 || choice.Option >= WaysToAgree(store, choice.A))
            {
                throw new InvalidChoiceException("the component cannot agree on a view in this way now");
            }

            return;
        }

        if ((uint)choice.A >= (uint)store.Processes || !store.IsAlive(choice.A))
        {
            throw new InvalidChoiceException($"there is no living process {choice.A}");
        }

        if (move == Move.Deliver && (choice.B < 0 || NextDue(store, choice.A, choice.B) != choice.B))
        {
            throw new InvalidChoiceException($"no message of sender {choice.B} is due at {store.IdOf(choice.A)}");
        }

        if (move == Move.Block && !CanBlock(store, choice.A))
        {
            throw new InvalidChoiceException($"{store.IdOf(choice.A)} cannot be blocked now");
        }

        if (move == Move.Install && (store.PendingOf(choice.A) == 0 || NextDue(store, choice.A, 0) >= 0))
        {
            throw new InvalidChoiceException($"{store.IdOf(choice.A)} cannot install a view now");
        }
    }

    private static void Require<TStore>(TStore store, Fault fault, in Choice choice, List<Offer> room)
        where TStore : IVsStore, allows ref struct
    {
        if (store.Left(fault) == 0 || choice.Option < 0)
        {
            throw new InvalidChoiceException($"the budget has no {fault} left");
        }

        room.Clear();
        fault.Offer(store, room);
        foreach (var offer in room)
        {
            if (offer.A == choice.A && offer.B == choice.B && choice.Option < offer.Options)
            {
                return;
            }
        }

        throw new InvalidChoiceException($"{fault} of {choice.A} with option {choice.Option} is not enabled");
    }
}
