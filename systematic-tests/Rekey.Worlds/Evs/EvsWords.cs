using Rekey.Architectures.Engines.ServersAgreement;
using Rekey.Core;
using Rekey.GroupCommunication.Flush;
using Rekey.GroupCommunication.Groups;
using Rekey.Observing;
using Rekey.Spec;
using Rekey.Worlds.Traces;

namespace Rekey.Worlds.Evs;

/// <summary>What crosses ports, in words.</summary>
internal static class EvsWords
{
    /// <summary>A step, told to people.</summary>
    public static TraceRecord Tell(IControlTable table, EvsProcess p, Step step, Func<Envelope, string> describe) =>
        Narrator.Record(table, step, e => Say(e, describe), e => Say(e, describe), e => e is EvsMulticast or RingMulticast
            ? new TraceMessage(p.Id.ToString(), p.Daemon is { } daemon ? [daemon.Id.ToString()] : [.. p.Component.Members.Select(static m => m.Id.ToString())], Body(e is EvsMulticast multicast ? multicast.Body : ((RingMulticast)e).Body, describe), false)
            : null);

    /// <summary>What an event says.</summary>
    public static string Say(PortEvent e, Func<Envelope, string> describe) => e switch
    {
        EvsDelivered delivered => $"{Body(delivered.Body, describe)} from {delivered.From}",
        EvsMembership membership => $"membership {membership.View}, together with {string.Join(' ', membership.Together)}",
        EvsTransitional => "the transitional signal",
        EvsLeft => "that it is out",
        RingDelivered delivered => $"{Body(delivered.Body, describe)}, from {delivered.From}",
        TransitionalConfiguration end => $"the end of the configuration, {string.Join(' ', end.Daemons)} come along",
        RegularConfiguration regular => $"configuration {regular.View}",
        RingMulticast multicast => $"multicast {Body(multicast.Body, describe)}",
        ToClient told => $"tell {told.Client}: {Of(told.Event.Group, told.Event, describe)}",
        FromClient asked => $"{asked.Client}: {Of(asked.Event.Group, asked.Event, describe)}",
        Connected told => $"tell {told.Client}: connected",
        Refused told => $"tell {told.Client}: the name is in use",
        Connect connect => $"{connect.Client} connects",
        Disconnect disconnect => $"{disconnect.Client} is gone",
        EvsMulticast multicast => $"multicast {Body(multicast.Body, describe)}",
        EvsJoin or JoinGroup or JoinRequested => "join",
        EvsLeave or LeaveGroup or LeaveRequested => "leave",
        ViewInstalled installed => $"view {installed.View}",
        Received received => $"{describe(received.Envelope)} from {received.From}",
        Multicast multicast => $"send {describe(multicast.Envelope)}",
        Unicast unicast => $"send {describe(unicast.Envelope)} to {unicast.To}",
        BlockRequested => "be silent",
        Flushed => "silent",
        TransitionalSignal => "the transitional signal",
        Departed => "out",
        SendRequested send => $"send {send.Payload}",
        RefreshRequested => "refresh",
        KeyCommitted committed => $"use {committed.Key} for {committed.Epoch}",
        DeliverData data => $"deliver {data.Payload} of {data.Sender}, number {data.Sequence} in {data.Epoch}",
        _ => e.GetType().Name,
    };

    private static string Of(GroupId group, PortEvent e, Func<Envelope, string> describe) => $"{Say(e, describe)}, {group}";

    private static string Body(Envelope body, Func<Envelope, string> describe) => body switch
    {
        MemberSaid said => Body(said.Body, describe),
        FlushData data => $"{describe(data.Body)}{(data.To == default ? "" : $" for {data.To}")}{(data.Tag is { } view ? $" of {view}" : "")}",
        ClientRequest { Asked: EvsMulticast multicast } request => $"{Body(multicast.Body, describe)} of {request.Client} to {multicast.Group}",
        _ => $"{body}",
    };
}
