using System.Collections.Immutable;
using Rekey.Core;

namespace Rekey.GroupCommunication.Groups;

/// <summary>What a client asks for, on its way through the order of all daemons (GR-02).</summary>
/// <param name="configuration">The configuration that it is sent in.</param>
/// <param name="number">Its number among those that its daemon kept, from 1.</param>
/// <param name="client">The client.</param>
/// <param name="asked">For what; null for the end of its session.</param>
public sealed class ClientRequest(ViewId configuration, uint number, MemberId client, EvsDown? asked) : Envelope
{
    /// <summary>The configuration that it is sent in.</summary>
    public ViewId Configuration { get; } = configuration;

    /// <summary>Its number among those that its daemon kept, from 1.</summary>
    public uint Number { get; } = number;

    /// <summary>The client.</summary>
    public MemberId Client { get; } = client;

    /// <summary>For what; null for the end of its session.</summary>
    public EvsDown? Asked { get; } = asked;

    /// <inheritdoc/>
    public override ulong Fingerprint => Core.Fingerprint.Mix(
        Core.Fingerprint.Mix(Configuration.Fingerprint, Number), Core.Fingerprint.Mix(Client.Fingerprint, Asked switch
        {
            EvsJoin join => Core.Fingerprint.Mix(1, join.Group.Fingerprint),
            EvsLeave leave => Core.Fingerprint.Mix(2, leave.Group.Fingerprint),
            EvsMulticast multicast => Core.Fingerprint.Mix(Core.Fingerprint.Mix(3, multicast.Group.Fingerprint), Core.Fingerprint.Mix((ulong)multicast.Service, multicast.Body.Fingerprint)),
            _ => 0,
        }));

    /// <inheritdoc/>
    public override string ToString() => Asked switch
    {
        EvsJoin join => $"{Client} joins {join.Group}",
        EvsLeave leave => $"{Client} leaves {leave.Group}",
        EvsMulticast multicast => $"{multicast.Body} of {Client} to {multicast.Group}",
        _ => $"{Client} is gone",
    };
}

/// <summary>The state of all groups, as those daemons have it that share it (GR-10).</summary>
/// <param name="configuration">The configuration in which it is told.</param>
/// <param name="shared">The daemons that share it.</param>
/// <param name="groups">The groups that have members at them.</param>
public sealed class GroupsTold(ViewId configuration, ImmutableSortedSet<MemberId> shared, ImmutableSortedDictionary<GroupId, LightGroup> groups) : Envelope
{
    /// <summary>The configuration in which it is told.</summary>
    public ViewId Configuration { get; } = configuration;

    /// <summary>The daemons that share it.</summary>
    public ImmutableSortedSet<MemberId> Shared { get; } = shared;

    /// <summary>The groups that have members at them.</summary>
    public ImmutableSortedDictionary<GroupId, LightGroup> Groups { get; } = groups;

    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var hash = Shared.Aggregate(Configuration.Fingerprint, static (h, d) => Core.Fingerprint.Mix(h, d.Fingerprint));
            return Groups.Aggregate(hash, static (h, g) => Core.Fingerprint.Mix(Core.Fingerprint.Mix(h, g.Key.Fingerprint), g.Value.Fingerprint));
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"state of {string.Join(' ', Shared)}: {(Groups.IsEmpty ? "no groups" : string.Join(", ", Groups.Select(static g => $"{g.Key} {g.Value}")))}";
}
