namespace Rekey.Core;

/// <summary>What a daemon and its local clients say to each other, over a session with each that keeps the order (paper B, section 3.1).</summary>
public static class SessionPort
{
    /// <summary>The port.</summary>
    public static readonly Port Port = Port.Of<SessionUp, SessionDown>("Session");
}

/// <summary>What the daemon tells a client.</summary>
/// <param name="Client">The client.</param>
public abstract record SessionUp(MemberId Client) : PortEvent;

/// <summary>The session has begun.</summary>
/// <param name="Client">The client.</param>
public sealed record Connected(MemberId Client) : SessionUp(Client);

/// <summary>There is no session: the name is in use (Spread's REJECT_NOT_UNIQUE).</summary>
/// <param name="Client">The client.</param>
public sealed record Refused(MemberId Client) : SessionUp(Client);

/// <summary>The daemon tells a client what extended virtual synchrony tells it.</summary>
/// <param name="Client">The client.</param>
/// <param name="Event">What it is told.</param>
public sealed record ToClient(MemberId Client, EvsUp Event) : SessionUp(Client);

/// <summary>What a client asks of its daemon.</summary>
/// <param name="Client">The client: its private name, which no client of another daemon has.</param>
public abstract record SessionDown(MemberId Client) : PortEvent;

/// <summary>A session begins.</summary>
/// <param name="Client">The client.</param>
public sealed record Connect(MemberId Client) : SessionDown(Client);

/// <summary>A session is over, as its client wished or because it is gone.</summary>
/// <param name="Client">The client.</param>
public sealed record Disconnect(MemberId Client) : SessionDown(Client);

/// <summary>A client asks for something that extended virtual synchrony offers.</summary>
/// <param name="Client">The client.</param>
/// <param name="Event">What it asks for.</param>
public sealed record FromClient(MemberId Client, EvsDown Event) : SessionDown(Client);
