using Rekey.KeyAgreement.Runs;

namespace Rekey.KeyAgreement.Ckd;

/// <summary>Protocol CKD as tools see it.</summary>
public static class CkdDefinition
{
    /// <summary>The protocol.</summary>
    public static CkdProtocol Protocol { get; } = new();
}
