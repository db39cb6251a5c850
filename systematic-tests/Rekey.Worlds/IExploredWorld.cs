using Rekey.Core;
using Rekey.Explorer;
using Rekey.Observing;
using Rekey.Worlds.Traces;

namespace Rekey.Worlds;

/// <summary>A world as those see it who explore it: what it is of, how far its run has come, and how its transitions are told to people.</summary>
public interface IExploredWorld : IRecurringWorld, IObservedWorld
{
    /// <summary>What is explored.</summary>
    Scenario Scenario { get; }

    /// <summary>How many views were agreed in this run.</summary>
    int ViewChanges { get; }

    /// <summary>The deepest cascade of this run: membership faults in a row that struck an unfinished change.</summary>
    int DeepestCascade { get; }

    /// <summary>Whether every component has settled: on a view, and where there are keys, on one.</summary>
    bool IsSettled { get; }

    /// <summary>The names of all processes of this run, in the order of their appearance.</summary>
    IEnumerable<MemberId> Names { get; }

    /// <summary>How many there are.</summary>
    int ProcessCount { get; }

    /// <summary>Adds those of the enabled transitions that must happen, in the order of <see cref="IWorld.Offers"/>: for drivers in which somebody else decides on faults.</summary>
    void OfferObligations(List<Offer> offers);

    /// <summary>Adds those of the enabled transitions that may happen: faults, requests of applications, moves of the adversary.</summary>
    void OfferOptions(List<Offer> offers);

    /// <summary>
    /// A hash of all that the transitions to come, and what they will show, depend on: two runs with the same hash have the same futures. What only grows and
    /// decides nothing is no part of it.
    /// </summary>
    UInt128 Content();

    /// <summary>The ways in which an offer can be taken, those that differ in nothing counted once.</summary>
    IEnumerable<int> WaysOf(Offer offer);

    /// <summary>Whose step a choice is: that of a process, by one more than its number among <see cref="Names"/>; 0 where it is the environment's.</summary>
    int ActorOf(in Choice choice) => Move.Of(choice.Kind).IsOfMember && choice.A >= 0 && choice.A < ProcessCount ? choice.A + 1 : 0;

    /// <summary>Tells the last transition.</summary>
    TraceStep Narrate(in Choice choice, int number);
}
