using Rekey.KeyAgreement.Runs;

namespace Rekey.KeyAgreement.Gdh;

/// <summary>Protocol GDH as tools see it.</summary>
public static class GdhDefinition
{
    /// <summary>The protocol.</summary>
    public static GdhProtocol Protocol { get; } = new();
}
