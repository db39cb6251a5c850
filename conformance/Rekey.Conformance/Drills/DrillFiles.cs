using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Conformance.Drills;

/// <summary>The drills of every key agreement: <c>drills/*.verified.txt</c>.</summary>
public sealed class DrillFiles : VectorSet
{
    /// <summary>The key agreements of the registry.</summary>
    public static IReadOnlyList<ProtocolDefinition> KeyAgreements { get; } =
        [.. ProtocolRegistry.All.Where(static p => p.Spec.Rules.Contains(AgreementRules.Report))];

    /// <inheritdoc/>
    public override IEnumerable<(string Path, string Content)> Files() => KeyAgreements.Select(static p =>
        ($"drills/{p.Spec.Name.ToLowerInvariant()}.verified.txt", DrillText.Of(p.Spec.Name, Drill.Run(p)) + ElementDrill.Text(p)));
}
