using System.Collections.Immutable;
using Rekey.Core;

namespace Rekey.GroupCommunication.Groups;

/// <summary>A member of a light-weight group.</summary>
/// <param name="Client">The client.</param>
/// <param name="Daemon">The daemon with which it has its session.</param>
public readonly record struct LightMember(MemberId Client, MemberId Daemon);

/// <summary>A light-weight group, as daemons that share a state know it.</summary>
/// <param name="Name">The name of its view.</param>
/// <param name="Members">The members of that view that have not gone since, in the order of their names.</param>
/// <param name="HasLost">Whether some have gone since; then a view is due.</param>
/// <param name="IsSignalled">Whether the local members have had the transitional signal in this view.</param>
public sealed record LightGroup(ViewId Name, ImmutableArray<LightMember> Members, bool HasLost, bool IsSignalled)
{
    /// <summary>A hash that is the same in every process.</summary>
    public ulong Fingerprint => Members.Aggregate(
        Core.Fingerprint.Mix(Name.Fingerprint, (HasLost ? 1UL : 0) + (IsSignalled ? 2UL : 0)),
        static (hash, m) => Core.Fingerprint.Mix(Core.Fingerprint.Mix(hash, m.Client.Fingerprint), m.Daemon.Fingerprint));

    /// <inheritdoc/>
    public override string ToString() => $"{Name}{{{string.Join(',', Members.Select(static m => m.Client))}}}{(HasLost ? " less some" : "")}";
}

/// <summary>What a client asked for and has not taken effect.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Client">The client.</param>
/// <param name="Asked">For what; null for the end of its session.</param>
public readonly record struct Kept(uint Number, MemberId Client, EvsDown? Asked);

/// <summary>What a daemon knows of clients and groups (spec/layers/groups.md).</summary>
public sealed record GroupsDaemon : LayerState
{
    /// <summary>The configuration; null before the first.</summary>
    public View? Configuration { get; init; }

    /// <summary>The daemons that share the state of groups, this one included.</summary>
    public required ImmutableSortedSet<MemberId> Shared { get; init; }

    /// <summary>Between the end of a configuration and the next one: the daemons that come along; else empty.</summary>
    public ImmutableArray<MemberId> Along { get; init; } = [];

    /// <summary>How many views were named in this configuration.</summary>
    public uint Changes { get; init; }

    /// <summary>All groups that have members.</summary>
    public ImmutableSortedDictionary<GroupId, LightGroup> Groups { get; init; } = ImmutableSortedDictionary<GroupId, LightGroup>.Empty;

    /// <summary>The local clients: whether the session is over and only its end still to be ordered.</summary>
    public ImmutableSortedDictionary<MemberId, bool> Clients { get; init; } = ImmutableSortedDictionary<MemberId, bool>.Empty;

    /// <summary>What local clients asked for and has not taken effect, the oldest first.</summary>
    public ImmutableArray<Kept> Outbox { get; init; } = [];

    /// <summary>How much was ever kept.</summary>
    public uint Numbered { get; init; }

    /// <summary>The states that were told in this configuration.</summary>
    public ImmutableArray<GroupsTold> Told { get; init; } = [];

    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var hash = Core.Fingerprint.Mix(Core.Fingerprint.Mix(Control, Self.Fingerprint), Configuration?.Id.Fingerprint ?? 0);
            hash = Shared.Aggregate(Core.Fingerprint.Mix(hash, Changes), static (h, d) => Core.Fingerprint.Mix(h, d.Fingerprint));
            hash = Along.Aggregate(Core.Fingerprint.Mix(hash, Numbered), static (h, d) => Core.Fingerprint.Mix(h, d.Fingerprint));
            hash = Groups.Aggregate(hash, static (h, g) => Core.Fingerprint.Mix(Core.Fingerprint.Mix(h, g.Key.Fingerprint), g.Value.Fingerprint));
            hash = Clients.Aggregate(hash, static (h, c) => Core.Fingerprint.Mix(Core.Fingerprint.Mix(h, c.Key.Fingerprint), c.Value ? 1UL : 0));
            hash = Outbox.Aggregate(hash, static (h, k) => Core.Fingerprint.Mix(h, k.Number));
            return Told.Aggregate(hash, static (h, t) => Core.Fingerprint.Mix(h, t.Fingerprint));
        }
    }
}
