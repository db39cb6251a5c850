using System.Collections.Immutable;
using Rekey.Core;

namespace Rekey.GroupCommunication.Flush;

/// <summary>A change of membership that waits in line.</summary>
/// <param name="View">The membership.</param>
/// <param name="Flushed">Its members that have flushed for it, by place.</param>
public sealed record Change(View View, MemberSet Flushed);

/// <summary>What a client knows of a group (spec/layers/flush.md).</summary>
public sealed record FlushMember : LayerState
{
    /// <summary>The installed view; null before the first.</summary>
    public View? View { get; init; }

    /// <summary>Of processes that have gone: the number of the newest membership at which one went.</summary>
    public ImmutableSortedDictionary<MemberId, uint> Went { get; init; } = ImmutableSortedDictionary<MemberId, uint>.Empty;

    /// <summary>Whether the transitional signal of the installed view was passed on.</summary>
    public bool Signalled { get; init; }

    /// <summary>The members that are known to have installed the view that is installed here, or is at the head of the line, by place.</summary>
    public MemberSet Taken { get; init; }

    /// <summary>The newest membership; null before the first.</summary>
    public View? Newest { get; init; }

    /// <summary>The changes in line, the oldest first.</summary>
    public ImmutableArray<Change> Line { get; init; } = [];

    /// <summary>Messages of the view at the head of the line, in the order in which they came.</summary>
    public ImmutableArray<(MemberId From, Envelope Body)> Early { get; init; } = [];

    /// <summary>Whether a member of a view has gone since.</summary>
    public bool IsGone(View view, MemberId member) => Went.TryGetValue(member, out var at) && at > view.Id.Counter;

    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var hash = Core.Fingerprint.Mix(Core.Fingerprint.Mix(Control, Self.Fingerprint), View?.Id.Fingerprint ?? 0);
            hash = Core.Fingerprint.Mix(hash, Taken.Fingerprint ^ (Signalled ? 1UL : 0));
            foreach (var (member, at) in Went)
            {
                hash = Core.Fingerprint.Mix(Core.Fingerprint.Mix(hash, member.Fingerprint), at);
            }

            foreach (var change in Line)
            {
                hash = Core.Fingerprint.Mix(Core.Fingerprint.Mix(hash, change.View.Id.Fingerprint), change.Flushed.Fingerprint);
            }

            foreach (var (from, body) in Early)
            {
                hash = Core.Fingerprint.Mix(Core.Fingerprint.Mix(hash, from.Fingerprint), body.Fingerprint);
            }

            return hash;
        }
    }
}
