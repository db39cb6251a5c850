using System.Reflection;
using Rekey.KeyAgreement.Runs;
using Rekey.KeyTrees.Runs;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Wire;

namespace Rekey.Worlds;

/// <summary>Every protocol of the project, found by the classes that tell of one (<see cref="IProtocolSource"/>): a new protocol needs no line here.</summary>
public static class ProtocolRegistry
{
    // The families: one project each, which is looked through.
    private static readonly Assembly[] Families = [typeof(PDefinition).Assembly, typeof(KeyTreeProtocol).Assembly, typeof(KeyAgreementProtocol).Assembly];

    /// <summary>The protocols, in the forms that their families give them.</summary>
    public static IReadOnlyList<IProtocol> Forms { get; } =
    [
        .. Discovery.Of<IProtocolSource>(Families).SelectMany(static s => s.Protocols)
            .OrderBy(static p => p.Definition.Spec.Order).ThenBy(static p => p.Definition.Spec.Name, StringComparer.Ordinal),
    ];

    /// <summary>The protocols, in the order of the papers.</summary>
    public static IReadOnlyList<ProtocolDefinition> All { get; } = [.. Forms.Select(static p => p.Definition)];

    /// <summary>A protocol by name, upper or lower case.</summary>
    /// <exception cref="FormatException">No such protocol; the nearest name is suggested.</exception>
    public static ProtocolDefinition Find(string name) =>
        All.FirstOrDefault(p => string.Equals(p.Spec.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new FormatException(
            $"unknown protocol '{name}'{Suggestion.For(name, All.Select(p => p.Spec.Name))}; expected all or one of {string.Join(", ", All.Select(p => p.Spec.Name))}");
}
