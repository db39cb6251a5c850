using Rekey.Explorer;
using Rekey.Worlds.Traces;

namespace Rekey.Worlds.Groups;

/// <summary>What can happen in several groups, and how it is told.</summary>
public sealed partial class GroupsWorld
{
    private readonly List<Offer> room = [];

    /// <inheritdoc/>
    public void Offers(List<Offer> offers)
    {
        OfferObligations(offers);
        OfferOptions(offers);
    }

    /// <inheritdoc/>
    public void OfferObligations(List<Offer> offers)
    {
        for (var group = 0; group < worlds.Length; group++)
        {
            room.Clear();
            worlds[group].OfferObligations(room);
            Add(group, offers);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Kind by kind, as in the world of one group, and of each kind group by group.</remarks>
    public void OfferOptions(List<Offer> offers)
    {
        foreach (var fault in Possible)
        {
            if (Budget[fault.Index] == 0)
            {
                continue;
            }

            if (SharedFault.Of(fault) is { } shared)
            {
                shared.Offer(this, offers);
                continue;
            }

            for (var group = 0; group < worlds.Length; group++)
            {
                room.Clear();
                fault.Offer(worlds[group].Store, room);
                Add(group, offers);
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerable<int> WaysOf(Offer offer)
    {
        if (Move.Of(offer.Kind) is not Power)
        {
            return Enumerable.Range(0, offer.Options);
        }

        var (group, local) = LocalOf(offer.With(0));
        return worlds[group].WaysOf(offer with { A = local.A });
    }

    /// <inheritdoc/>
    public int ActorOf(in Choice choice) => Move.Of(choice.Kind).IsOfMember && Split(choice.A).Number < people.Count ? Split(choice.A).Number + 1 : 0;

    /// <inheritdoc/>
    public TraceStep Narrate(in Choice choice, int number)
    {
        var told = new TraceChoice(Move.Of(choice.Kind).Name, choice.A, choice.B, choice.Option);
        if (Move.Of(choice.Kind) is Fault fault && SharedFault.Of(fault) is { } shared)
        {
            var group = fault.StartsProcess && fault is Faults.ComponentFault ? Scenario.Groups[Split(choice.A).Group] : null;
            return new TraceStep(number, told, shared.Victim(this, choice)?.Id.ToString(), Of(group, shared.Tell(this, choice)), null, [], null, group?.ToString());
        }

        var (at, local) = LocalOf(choice);
        var step = worlds[at].Narrate(local, number);
        return step with { Choice = told, Text = Of(Scenario.Groups[at], step.Text), Group = Scenario.Groups[at].ToString() };
    }

    private static string Of(Core.GroupId? group, string text) => group is null ? text : $"{group}: {text}";

    /// <summary>Adds what one group offers, its processes by their numbers among all.</summary>
    private void Add(int group, List<Offer> offers)
    {
        foreach (var offer in room)
        {
            offers.Add(Move.Of(offer.Kind) == Move.Agree
                ? offer with { A = (short)Operand(group, offer.A) }
                : offer with { A = (short)Operand(group, seated[group][offer.A].Index), Actor = (short)(offer.Actor == 0 ? 0 : seated[group][offer.A].Index + 1) });
        }
    }

    /// <summary>A choice of one group, as that group's world knows it.</summary>
    /// <exception cref="InvalidChoiceException">There is no such group, or no such process in it.</exception>
    private (int Group, Choice Local) LocalOf(in Choice choice)
    {
        var (group, number) = Split(choice.A);
        if ((uint)group >= (uint)worlds.Length)
        {
            throw new InvalidChoiceException($"there is no group {group}; expected 0 to {worlds.Length - 1}");
        }

        if (Move.Of(choice.Kind) == Move.Agree)
        {
            return (group, choice with { A = (short)number });
        }

        return number < people.Count && people[number].Seats[group] is { } process
            ? (group, choice with { A = (short)process.Index })
            : throw new InvalidChoiceException($"no process {number} is in group {Scenario.Groups[group]}");
    }

    /// <summary>Refuses what is not offered.</summary>
    private void Require(SharedFault shared, in Choice choice)
    {
        if (Budget[shared.Fault.Index] == 0 || choice.Option < 0)
        {
            throw new InvalidChoiceException($"the budget has no {shared.Fault} left");
        }

        room.Clear();
        shared.Offer(this, room);
        foreach (var offer in room)
        {
            if (offer.A == choice.A && offer.B == choice.B && choice.Option < offer.Options)
            {
                return;
            }
        }

        throw new InvalidChoiceException($"{shared.Fault} of {choice.A} with option {choice.Option} is not enabled");
    }
}
