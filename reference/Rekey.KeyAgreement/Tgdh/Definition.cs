using Rekey.Wire;

namespace Rekey.KeyAgreement.Tgdh;

/// <summary>Protocol TGDH as tools see it.</summary>
public sealed class TgdhDefinition : IProtocolSource
{
    /// <summary>The protocol.</summary>
    public static TgdhProtocol Protocol { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<IProtocol> Protocols => [Protocol];
}
