namespace Rekey.Wire;

/// <summary>A protocol, in the form that its family gives it.</summary>
public interface IProtocol
{
    /// <summary>The protocol as tools see it.</summary>
    ProtocolDefinition Definition { get; }
}

/// <summary>
/// What a protocol's folder tells tools: one class in it, which is found by this interface (<c>Discovery</c>), with the protocol and its variants.
/// </summary>
public interface IProtocolSource
{
    /// <summary>The protocol; more than one where it exists with several policies.</summary>
    IReadOnlyList<IProtocol> Protocols { get; }
}
