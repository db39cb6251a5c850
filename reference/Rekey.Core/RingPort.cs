using System.Collections.Immutable;

namespace Rekey.Core;

/// <summary>
/// What the ring of daemons and a daemon's upper layers say to each other: extended virtual synchrony of the daemons themselves, heavy-weight membership
/// (paper B, sections 3.1 and 3.2; spec/model/extended-virtual-synchrony.md, "Of daemons").
/// </summary>
public static class RingPort
{
    /// <summary>The port.</summary>
    public static readonly Port Port = Port.Of<RingUp, RingDown>("Ring");
}

/// <summary>What the ring tells a daemon.</summary>
public abstract record RingUp : PortEvent;

/// <summary>A message of a daemon, this one too.</summary>
/// <param name="From">The daemon that sent it.</param>
/// <param name="Service">By which service.</param>
/// <param name="Body">The message.</param>
public sealed record RingDelivered(MemberId From, Service Service, Envelope Body) : RingUp;

/// <summary>The configuration ends: what is delivered from here to the next one, those daemons are delivered that come along, and nobody else need be.</summary>
/// <param name="Daemons">The daemons that come along, this one included, in the order of their names.</param>
public sealed record TransitionalConfiguration(ImmutableArray<MemberId> Daemons) : RingUp;

/// <summary>The daemons that are connected from here on.</summary>
/// <param name="View">The configuration: its number is larger than those before it at this daemon, also at one that has stopped and started again.</param>
public sealed record RegularConfiguration(View View) : RingUp;

/// <summary>What a daemon asks of the ring.</summary>
public abstract record RingDown : PortEvent;

/// <summary>Send to all daemons of the configuration in which the ring orders it.</summary>
/// <param name="Service">By which service.</param>
/// <param name="Body">The message.</param>
public sealed record RingMulticast(Service Service, Envelope Body) : RingDown;
