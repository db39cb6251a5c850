using Rekey.KeyAgreement.Runs;

namespace Rekey.KeyAgreement.Str;

/// <summary>Protocol STR as tools see it.</summary>
public static class StrDefinition
{
    /// <summary>The protocol.</summary>
    public static StrProtocol Protocol { get; } = new();
}
