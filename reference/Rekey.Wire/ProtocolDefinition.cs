using Rekey.Core;
using Rekey.Crypto;
using Rekey.Spec;

namespace Rekey.Wire;

/// <summary>A protocol as tools see it: its specification, its messages, its machine. One value per protocol.</summary>
/// <param name="Spec">Rules, control table, expected properties.</param>
/// <param name="Messages">The message types.</param>
/// <param name="NewMachine">Makes the machine for a group, over a suite and its envelopes.</param>
/// <param name="Forgeries">
/// What an outsider may try to say: given the victim's view, a header that fits it and the run, and a key that the outsider chose, messages of every
/// type. Explorers sign them with the outsider's own key.
/// </param>
/// <param name="Designated">Given the state of a member that has just committed a key, the member that the protocol lets choose it (property Authenticity).</param>
public sealed record ProtocolDefinition(
    ProtocolSpec Spec,
    MessageCatalogue Messages,
    Func<GroupId, ICipherSuite, IEnvelopes, IMachine> NewMachine,
    Func<View, Header, EpochKey, IReadOnlyList<Message>> Forgeries,
    Func<MemberState, MemberId> Designated);
