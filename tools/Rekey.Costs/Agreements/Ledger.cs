using Rekey.Core;

namespace Rekey.Costs.Agreements;

/// <summary>Where work belongs: what a member did with the messages of one round of one phase; round 0 of the agreement is what it did with the lineup.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Round">The round, from 0.</param>
public readonly record struct Slot(AgreementPhase Phase, int Round) : IComparable<Slot>
{
    /// <inheritdoc/>
    public int CompareTo(Slot other) => (Phase, Round).CompareTo((other.Phase, other.Round));
}

/// <summary>The messages of one phase.</summary>
public sealed class PhaseMessages
{
    /// <summary>Messages to one member.</summary>
    public int Unicasts { get; set; }

    /// <summary>Messages to all.</summary>
    public int Multicasts { get; set; }

    /// <summary>Bytes of all envelopes, a multicast counted once; 0 where envelopes have no size.</summary>
    public long Bytes { get; set; }

    /// <summary>Messages in the longest chain of cause and effect within the phase.</summary>
    public int Rounds { get; set; }
}

/// <summary>What a rekey cost: messages by phase, work by slot and member.</summary>
public sealed class Ledger
{
    private readonly PhaseMessages[] messages = [new(), new(), new()];
    private readonly SortedDictionary<Slot, Dictionary<MemberId, Work>> work = [];

    /// <summary>The slots in which anybody worked, in order.</summary>
    public IEnumerable<Slot> Slots => work.Keys;

    /// <summary>Messages of a phase.</summary>
    public PhaseMessages this[AgreementPhase phase] => messages[(int)phase];

    /// <summary>Who did what in a slot.</summary>
    public IReadOnlyDictionary<MemberId, Work> this[Slot slot] => work[slot];

    /// <summary>A member worked.</summary>
    public void Add(Slot slot, MemberId member, Work done)
    {
        var at = work.TryGetValue(slot, out var found) ? found : work[slot] = [];
        at[member] = at.GetValueOrDefault(member) + done;
    }

    /// <summary>The sum over all slots and members.</summary>
    public int Total(Func<Work, int> quantity) => work.Values.Sum(w => w.Values.Sum(quantity));

    /// <summary>The sum over slots of the most that one member did: what cannot be done at the same time.</summary>
    public int Serial(Func<Work, int> quantity) => work.Values.Sum(w => w.Values.Max(quantity));

    /// <summary>The same, of a quantity that is no count, over some slots.</summary>
    public double Serial(Func<Work, double> quantity, Func<Slot, bool> where) => work.Where(w => where(w.Key)).Sum(w => w.Value.Values.Max(quantity));
}
