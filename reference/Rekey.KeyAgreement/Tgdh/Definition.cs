using Rekey.KeyAgreement.Runs;

namespace Rekey.KeyAgreement.Tgdh;

/// <summary>Protocol TGDH as tools see it.</summary>
public static class TgdhDefinition
{
    /// <summary>The protocol.</summary>
    public static TgdhProtocol Protocol { get; } = new();
}
