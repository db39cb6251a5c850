using System.Collections.Immutable;

namespace Rekey.Core;

/// <summary>
/// What a group communication system with extended virtual synchrony and a client of it say to each other (paper B, section 3.2;
/// spec/model/extended-virtual-synchrony.md). Groups are open, and a client may be in many: each event names its group.
/// </summary>
public static class EvsPort
{
    /// <summary>The port.</summary>
    public static readonly Port Port = Port.Of<EvsUp, EvsDown>("EVS");
}

/// <summary>In which order, and how safely, a message is delivered (paper B, section 3.1); each service gives what those before it give.</summary>
public enum Service : byte
{
    /// <summary>Once, in no order.</summary>
    Reliable,

    /// <summary>In the order of its sender's messages.</summary>
    Fifo,

    /// <summary>After all that its sender had been delivered.</summary>
    Causal,

    /// <summary>In one order for all.</summary>
    Agreed,

    /// <summary>When all daemons of the configuration have it.</summary>
    Safe,
}

/// <summary>A message of a layer that carries one of the layer above.</summary>
public interface IUserMessage
{
    /// <summary>The message of the layer above.</summary>
    Envelope Body { get; }

    /// <summary>Whom it is for; default for all other members.</summary>
    MemberId To { get; }
}

/// <summary>What the client is told.</summary>
/// <param name="Group">The group.</param>
public abstract record EvsUp(GroupId Group) : PortEvent, IOfGroup;

/// <summary>A message to the group. The client may not have been a member when it was sent, nor its sender ever.</summary>
/// <param name="Group">The group.</param>
/// <param name="From">Who sent it.</param>
/// <param name="Service">By which service.</param>
/// <param name="Body">The message.</param>
public sealed record EvsDelivered(GroupId Group, MemberId From, Service Service, Envelope Body) : EvsUp(Group);

/// <summary>The transitional signal: from here on to the next membership, some member of the present one may not be delivered what this client is.</summary>
/// <param name="Group">The group.</param>
public sealed record EvsTransitional(GroupId Group) : EvsUp(Group);

/// <summary>Who is in the group from here on.</summary>
/// <param name="Group">The group.</param>
/// <param name="View">The membership; its name is larger than those before it at this client.</param>
/// <param name="Together">Those who were delivered the same as this client in the membership before, this client included (its transitional set).</param>
public sealed record EvsMembership(GroupId Group, View View, ImmutableArray<MemberId> Together) : EvsUp(Group);

/// <summary>The client is out of the group, as it asked to be.</summary>
/// <param name="Group">The group.</param>
public sealed record EvsLeft(GroupId Group) : EvsUp(Group);

/// <summary>What the client asks for.</summary>
/// <param name="Group">The group.</param>
public abstract record EvsDown(GroupId Group) : PortEvent, IOfGroup;

/// <summary>Send to all members of the group, this client too if it is one. It is delivered in the membership in which the system orders it.</summary>
/// <param name="Group">The group.</param>
/// <param name="Service">By which service.</param>
/// <param name="Body">The message.</param>
public sealed record EvsMulticast(GroupId Group, Service Service, Envelope Body) : EvsDown(Group);

/// <summary>Become a member.</summary>
/// <param name="Group">The group.</param>
public sealed record EvsJoin(GroupId Group) : EvsDown(Group);

/// <summary>Be a member no more.</summary>
/// <param name="Group">The group.</param>
public sealed record EvsLeave(GroupId Group) : EvsDown(Group);
