using Rekey.Wire;

namespace Rekey.Worlds;

/// <summary>Every protocol of the project: one line each.</summary>
public static class ProtocolRegistry
{
    /// <summary>The protocols, in the order of the papers.</summary>
    public static IReadOnlyList<ProtocolDefinition> All { get; } =
    [
        KeyTrees.P.PDefinition.Value,
        KeyTrees.C.CDefinition.Paper.Definition,
        KeyTrees.B.BDefinition.Paper.Definition,
        KeyTrees.O.ODefinition.Paper.Definition,
        KeyTrees.O3.O3Definition.Paper.Definition,
        KeyTrees.C.CDefinition.Balanced.Definition,
        KeyTrees.B.BDefinition.Balanced.Definition,
        KeyTrees.O.ODefinition.Balanced.Definition,
        KeyTrees.O3.O3Definition.Balanced.Definition,
        KeyAgreement.Ckd.CkdDefinition.Protocol.Definition,
        KeyAgreement.Bd.BdDefinition.Protocol.Definition,
        KeyAgreement.Str.StrDefinition.Protocol.Definition,
        KeyAgreement.Gdh.GdhDefinition.Protocol.Definition,
        KeyAgreement.Tgdh.TgdhDefinition.Protocol.Definition,
    ];

    /// <summary>A protocol by name, upper or lower case.</summary>
    /// <exception cref="FormatException">No such protocol; the nearest name is suggested.</exception>
    public static ProtocolDefinition Find(string name) =>
        All.FirstOrDefault(p => string.Equals(p.Spec.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new FormatException(
            $"unknown protocol '{name}'{Suggestion.For(name, All.Select(p => p.Spec.Name))}; expected all or one of {string.Join(", ", All.Select(p => p.Spec.Name))}");
}
