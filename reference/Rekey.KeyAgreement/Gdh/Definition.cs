using Rekey.Wire;

namespace Rekey.KeyAgreement.Gdh;

/// <summary>Protocol GDH as tools see it.</summary>
public sealed class GdhDefinition : IProtocolSource
{
    /// <summary>The protocol.</summary>
    public static GdhProtocol Protocol { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<IProtocol> Protocols => [Protocol];
}
