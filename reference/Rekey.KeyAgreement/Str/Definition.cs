using Rekey.Wire;

namespace Rekey.KeyAgreement.Str;

/// <summary>Protocol STR as tools see it.</summary>
public sealed class StrDefinition : IProtocolSource
{
    /// <summary>The protocol.</summary>
    public static StrProtocol Protocol { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<IProtocol> Protocols => [Protocol];
}
