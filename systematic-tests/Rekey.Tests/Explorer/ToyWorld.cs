using Rekey.Explorer;

namespace Rekey.Tests.Explorer;

/// <summary>Actors that count to a number, each by itself; and, if asked for, faults that mean nothing, and an actor that waits in a loop.</summary>
/// <param name="actors">How many actors.</param>
/// <param name="length">How far each counts.</param>
/// <param name="optional">How many optional transitions may happen.</param>
/// <param name="spinner">Whether actor 0 spins, without getting on, until all others are done.</param>
/// <param name="options">Options of each transition.</param>
internal sealed class ToyWorld(int actors, int length, int optional = 0, bool spinner = false, int options = 1) : IWorld
{
    public const byte Count = 0;
    public const byte Fault = 5;
    public const byte Request = 9;

    private readonly int[] progress = new int[actors];

    public int Actors => actors;

    public int OptionalLeft => optional - Log.Count(static a => a < 0);

    /// <summary>What happened: the actor, or -1 for an optional transition.</summary>
    public List<int> Log { get; } = [];

    /// <summary>Whether nothing that must happen is left.</summary>
    public bool Done => Array.TrueForAll(progress, p => p == length);

    public bool Enabled(int actor) => progress[actor] < length;

    public void Reset()
    {
        Array.Clear(progress);
        Log.Clear();
    }

    public void Offers(List<Offer> offers)
    {
        for (var actor = 0; actor < actors; actor++)
        {
            if (Enabled(actor))
            {
                offers.Add(new Offer(Count, (short)actor, 0, options, (short)actor, false));
            }
        }

        if (OptionalLeft > 0)
        {
            offers.Add(new Offer(Fault, 0, 0, 2, 0, true));
            offers.Add(new Offer(Fault, 1, 0, 2, 0, true));
            offers.Add(new Offer(Request, 0, 0, 1, 0, true));
        }
    }

    public void Apply(in Choice choice)
    {
        var offers = new List<Offer>();
        Offers(offers);
        var (kind, a, b, option) = (choice.Kind, choice.A, choice.B, choice.Option);
        if (!offers.Exists(o => o.Kind == kind && o.A == a && o.B == b && option >= 0 && option < o.Options))
        {
            throw new InvalidChoiceException($"{choice} is not enabled");
        }

        Log.Add(kind == Count ? a : -1);
        if (kind == Count && (!spinner || a != 0 || Enumerable.Range(1, actors - 1).All(i => !Enabled(i))))
        {
            progress[a]++;
        }
    }
}

/// <summary>Objects when actor 1 begins between the first two steps of actor 0 and goes on after them: a bug of depth 3.</summary>
internal sealed class RaceMonitor : IMonitor<ToyWorld>
{
    public const string Race = nameof(Race);

    public string Property => Race;

    public void Reset()
    {
    }

    public string? AfterStep(ToyWorld world) => null;

    public string? AtEnd(ToyWorld world, bool quiescent)
    {
        int[] order = [At(world, 0, 1), At(world, 1, 1), At(world, 0, 2), At(world, 1, 2)];
        return order.SequenceEqual(order.Order()) && order.Distinct().Count() == order.Length && order[0] >= 0 ? "they raced" : null;
    }

    private static int At(ToyWorld world, int actor, int nth)
    {
        for (var i = 0; i < world.Log.Count; i++)
        {
            if (world.Log[i] == actor && --nth == 0)
            {
                return i;
            }
        }

        return -1;
    }
}
