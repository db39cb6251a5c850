using Rekey.Wire;

namespace Rekey.KeyAgreement.Ckd;

/// <summary>Protocol CKD as tools see it.</summary>
public sealed class CkdDefinition : IProtocolSource
{
    /// <summary>The protocol.</summary>
    public static CkdProtocol Protocol { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<IProtocol> Protocols => [Protocol];
}
