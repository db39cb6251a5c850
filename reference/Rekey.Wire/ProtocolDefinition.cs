using Rekey.Core;
using Rekey.Crypto;
using Rekey.Spec;

namespace Rekey.Wire;

/// <summary>A protocol as tools see it: its specification, its messages, its machine. One value per protocol.</summary>
/// <param name="Spec">Rules, control table, expected properties.</param>
/// <param name="Messages">The message types.</param>
/// <param name="NewMachine">Makes the machine for a group, over a suite and its envelopes.</param>
/// <param name="Forgeries">
/// What an outsider may try to say: given the victim's view, a header that fits it and the run, and what the outsider chose, messages of every
/// type. Explorers sign them with the outsider's own key.
/// </param>
/// <param name="Designated">Given the state of a member that has just committed a key, the member that the protocol lets choose it (property Authenticity).</param>
public sealed record ProtocolDefinition(
    ProtocolSpec Spec,
    MessageCatalogue Messages,
    Func<GroupId, ICipherSuite, IEnvelopes, IMachine> NewMachine,
    Func<View, Header, ForgedSecret, IReadOnlyList<Message>> Forgeries,
    Func<MemberState, MemberId> Designated) : IProtocol, IDefinition
{
    ISpecified IDefinition.Spec => Spec;

    ProtocolDefinition IProtocol.Definition => this;

    /// <summary>
    /// Where a key is agreed and not chosen: given the state of a member that has just committed one, the members whose secrets must be in it. Null
    /// where the designated member chooses.
    /// </summary>
    public Func<MemberState, IReadOnlyList<MemberId>>? Contributors { get; init; }

    /// <summary>
    /// Given the states of a member before and after the step in which it commits a key: whether by the rules the member has put fresh randomness of its own
    /// into that key; where the key is chosen, its chooser.
    /// </summary>
    public Func<MemberState, MemberState, bool> IsFresh { get; init; } = static (_, _) => true;

    /// <summary>
    /// Given the same, and the oldest epoch of which by the rules the member kept a secret for later views so far: the oldest of which it keeps one from then
    /// on. Null where it keeps none.
    /// </summary>
    public Func<MemberState, MemberState, Epoch?, Epoch?> OldestKept { get; init; } = static (_, _, _) => null;
}

/// <summary>Secrets that an outsider made up for its forgeries.</summary>
/// <param name="Key">A group key, for the epoch that would fit.</param>
/// <param name="Element">An element of the key agreement's group.</param>
public sealed record ForgedSecret(EpochKey Key, CryptoValue Element);
