namespace Rekey.Worlds.Evs;

/// <summary>The system orders what a client asked for first.</summary>
public sealed class Order() : EnvironmentMove(isOfMember: false);

/// <summary>A client is told one of the next things of its stream; the option says which.</summary>
public sealed class Tell() : EnvironmentMove(isOfMember: true);

/// <summary>An application that was asked to says that it is silent.</summary>
public sealed class Flush() : EnvironmentMove(isOfMember: true);

/// <summary>The system notices that a client is gone.</summary>
public sealed class Bury() : EnvironmentMove(isOfMember: false);
