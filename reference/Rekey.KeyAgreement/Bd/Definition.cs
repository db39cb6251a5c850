using Rekey.Wire;

namespace Rekey.KeyAgreement.Bd;

/// <summary>Protocol BD as tools see it.</summary>
public sealed class BdDefinition : IProtocolSource
{
    /// <summary>The protocol.</summary>
    public static BdProtocol Protocol { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<IProtocol> Protocols => [Protocol];
}
