using Rekey.Core;
using Rekey.Runs;
using Rekey.Wire;
using Rekey.Worlds;
using Rekey.Worlds.Adversary;
using Rekey.Worlds.Benches;

namespace Rekey.Conformance.Drills;

/// <summary>A genuine message with one thing changed, as its receiver gets it.</summary>
/// <param name="Field">What was changed: a field's path without the places of items, or another part of the message.</param>
/// <param name="Change">What stands there now.</param>
/// <param name="From">Who says it, and signs it.</param>
/// <param name="To">Who gets it.</param>
/// <param name="Envelope">The message.</param>
public sealed record Alteration(string Field, string Change, MemberId From, MemberId To, Envelope Envelope);

/// <summary>
/// All ways in which a member of the view can change one thing of what it says: its header, one field of its body, who says it, who gets it, how it is
/// signed. Most are signed anew by the member itself, for it is the member that is faulty.
/// </summary>
public sealed class Alterations
{
    internal static readonly MemberId Nobody = MemberId.Parse("x9");

    private readonly Bench bench;
    private readonly Parcel parcel;
    private readonly Message message;
    private readonly List<Alteration> all = [];

    private Alterations(Bench bench, Parcel parcel)
    {
        (this.bench, this.parcel) = (bench, parcel);
        message = bench.Open(parcel);
    }

    private View View => bench[parcel.To].View!;

    private MemberId? Other => View.Members.Where(m => m != parcel.From && m != parcel.To).Select(static m => (MemberId?)m).FirstOrDefault();

    /// <summary>Lists them, in a fixed order.</summary>
    /// <param name="bench">The members; the parcel lies on its table.</param>
    /// <param name="parcel">The genuine message.</param>
    /// <param name="heard">Elements that other members said before.</param>
    public static IReadOnlyList<Alteration> Of(Bench bench, Parcel parcel, IReadOnlyList<CryptoValue> heard)
    {
        var made = new Alterations(bench, parcel);
        made.AddHeaders(made.message.Header);
        made.AddSpeakers(made.message.Header);
        var material = new LieMaterial(made.View, bench.Binding.Suite.Agreement, kind => bench.Binding.NewValue(kind, bench.Binding.EntropyFor(Nobody)), heard);
        foreach (var lie in Lies.Of(made.message, material))
        {
            made.Say(lie.Field, lie.Change, lie.Message);
        }

        return made.all;
    }

    private void AddHeaders(Header header)
    {
        Change("view", "the next", header with { View = header.View with { Counter = header.View.Counter + 1 } });
        Change("view", "the one before", header with { View = header.View with { Counter = header.View.Counter - 1 } });
        Change("view", "of another proposer", header with { View = header.View with { Proposer = Nobody } });
        Change("run", "the next", header with { Run = header.Run + 1 });
        if (header.Run > 1)
        {
            Change("run", "the one before", header with { Run = header.Run - 1 });
        }

        if (header.Stamp is { } stamp)
        {
            Change("sequence", "1 lower", header with { Stamp = stamp with { Sequence = stamp.Sequence - 1 } });
            Change("sequence", "7 higher", header with { Stamp = stamp with { Sequence = stamp.Sequence + 7 } });
            Change("time", "0", header with { Stamp = stamp with { Time = 0 } });
            Change("time", "7 higher", header with { Stamp = stamp with { Time = stamp.Time + 7 } });
            Change("stamp", "missing", header with { Stamp = null });
        }

        void Change(string field, string change, Header to) => Say($"header.{field}", change, message with { Header = to });
    }

    private void AddSpeakers(Header header)
    {
        all.Add(new Alteration("group", "another", parcel.From, parcel.To, Protect(bench.Binding.EnvelopesOf(OtherGroup.Id), message with { Header = header with { Group = OtherGroup.Id } }, parcel.To)));
        all.Add(new Alteration("signature", "of somebody who is no member", parcel.From, parcel.To, bench.Binding.Forge(message, Nobody, parcel.To)));
        if (Other is not { } other)
        {
            return;
        }

        all.Add(new Alteration("signature", "of another member", parcel.From, parcel.To, bench.Binding.Forge(message, other, parcel.To)));
        var speaks = header with { Sender = other, Stamp = bench[other] is RunMember { Stamps: { } stamps } ? stamps.Next().Stamp : null };
        all.Add(new Alteration("speaker", "another member", other, parcel.To, Protect(bench.Binding.Envelopes, message with { Header = speaks }, parcel.To)));
        if (bench.Table.Count(p => ReferenceEquals(p.Envelope, parcel.Envelope)) == 1)
        {
            all.Add(new Alteration("receiver", "another member", parcel.From, other, Protect(bench.Binding.Envelopes, message, other)));
        }
    }

    private void Say(string field, string change, Message other) =>
        all.Add(new Alteration(field, change, parcel.From, parcel.To, Protect(bench.Binding.Envelopes, other, parcel.To)));

    private Envelope Protect(IEnvelopes envelopes, Message said, MemberId to) => said.Type.Protection == Protection.Sealed
        ? envelopes.Seal(said, to, bench.Binding.EntropyFor(Nobody))
        : envelopes.Sign(said);
}
