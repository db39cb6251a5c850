using Rekey.Core;
using Rekey.Crypto;
using Rekey.Runs;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Wire;

namespace Rekey.KeyAgreement.Runs;

/// <summary>
/// What makes one key agreement differ from another: what a member does with a lineup, and with each message. All functions are pure, and total in
/// what others say.
/// </summary>
public abstract class KeyAgreementProtocol : IProtocol
{
    /// <summary>Makes a protocol.</summary>
    /// <param name="spec">The specification.</param>
    /// <param name="table">Its control table.</param>
    /// <param name="own">The message types of its own.</param>
    protected KeyAgreementProtocol(ProtocolSpec spec, ControlTable<RunState, RunTrigger> table, params MessageType[] own)
        : this(spec, table, AgreementMessages.With(own))
    {
    }

    /// <summary>Makes a protocol with the specification, table and messages of another one.</summary>
    protected KeyAgreementProtocol(ProtocolSpec spec, ControlTable<RunState, RunTrigger> table, MessageCatalogue messages)
    {
        (Spec, Table, Messages) = (spec, table, messages);
        var control = RunControl.Of(table);
        Definition = new ProtocolDefinition(
            spec,
            Messages,
            (group, suite, envelopes) => new RunMachine<Base, AgreementRun>(group, suite, envelopes, Messages, control, new AgreementPlanner(this, suite)),
            AllForgeries,
            static state => state.View!.Leader)
        {
            Contributors = state => Contributors((AgreementMember)state),
            IsFresh = (before, after) => IsFresh((AgreementMember)before, (AgreementMember)after),
            OldestKept = (before, after, kept) => !KeepsShares ? null : DrewShare((AgreementMember)before, (AgreementMember)after) ? after.Current!.Epoch : kept,
        };
    }

    /// <summary>The specification.</summary>
    public ProtocolSpec Spec { get; }

    /// <summary>The control table.</summary>
    public ControlTable<RunState, RunTrigger> Table { get; }

    /// <summary>All message types.</summary>
    public MessageCatalogue Messages { get; }

    /// <inheritdoc/>
    public ProtocolDefinition Definition { get; }

    /// <summary>What a member alone in its view keeps: a fresh share, of which nothing is in the group key .</summary>
    public abstract Foundation Alone(IKeyAgreementGroup group, MemberId self, IEntropy entropy);

    /// <summary>The lineup is there.</summary>
    public abstract Advance Begin(Setting setting, IEntropy entropy);

    /// <summary>A message of the run, in a run that is not complete.</summary>
    public abstract Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy);

    /// <summary>What an outsider may try to say: messages of each own type, with a header that fits, and elements that it chose.</summary>
    public abstract IReadOnlyList<Message> Forgeries(View view, Header header, CryptoValue element);

    /// <summary>The members whose shares must be in a group key that has just been committed: all, unless the protocol is no agreement.</summary>
    public virtual IReadOnlyList<MemberId> Contributors(AgreementMember member) => member.View!.Members;

    /// <summary>Whether a member keeps its share, or what was made of it, for later runs .</summary>
    public virtual bool KeepsShares => true;

    /// <summary>Whether by the rules a member draws a new share in a run; until it draws the next one, it keeps that.</summary>
    /// <param name="self">The member.</param>
    /// <param name="lineup">Who takes part.</param>
    /// <param name="kept">What the member committed before; null for a newcomer.</param>
    public abstract bool DrawsShare(MemberId self, Lineup lineup, Base? kept);

    /// <summary>Whether fresh randomness is in a key that a member commits: its own, unless somebody else chooses the key.</summary>
    public virtual bool IsFresh(AgreementMember before, AgreementMember after) => DrewShare(before, after);

    /// <summary>A member alone draws everything anew .</summary>
    private bool DrewShare(AgreementMember before, AgreementMember after) =>
        after.View!.Members.Length == 1 || before.Open is not { } open || DrawsShare(before.Self, open.Lineup, before.Base);

    private IReadOnlyList<Message> AllForgeries(View view, Header header, ForgedSecret secret)
    {
        var lineup = Lineup.Of(view, new Epoch?[view.Members.Length]);
        return
        [
            new BaseReport(header, null), new LineupAnnouncement(header, lineup), .. Forgeries(view, header, secret.Element),
            new Ack(header, secret.Key.KeyId), new ProtoDone(header, secret.Key.KeyId), new RefreshRequest(header),
        ];
    }
}
