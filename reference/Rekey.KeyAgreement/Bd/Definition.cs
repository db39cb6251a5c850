using Rekey.KeyAgreement.Runs;

namespace Rekey.KeyAgreement.Bd;

/// <summary>Protocol BD as tools see it.</summary>
public static class BdDefinition
{
    /// <summary>The protocol.</summary>
    public static BdProtocol Protocol { get; } = new();
}
