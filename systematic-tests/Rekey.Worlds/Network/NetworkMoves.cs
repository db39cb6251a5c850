namespace Rekey.Worlds.Network;

/// <summary>A daemon hears of the ring that it is in.</summary>
public sealed class Form() : EnvironmentMove(isOfMember: true);

/// <summary>A daemon gets one of the datagrams that are under way to it; the option says which.</summary>
public sealed class Arrive() : EnvironmentMove(isOfMember: true);

/// <summary>A timer fires, because nothing else can happen; the option says which of the daemon's.</summary>
public sealed class Fire() : EnvironmentMove(isOfMember: true);
