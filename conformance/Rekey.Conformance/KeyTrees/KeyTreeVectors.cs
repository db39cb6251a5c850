using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Worlds;

namespace Rekey.Conformance.KeyTrees;

/// <summary>
/// Messages of every protocol with key trees in the registry that a member accepts, ignores, defers or rejects:
/// <c>vectors/suite1/&lt;protocol&gt;-messages.json</c>.
/// </summary>
public sealed class KeyTreeVectors : VectorSet
{
    /// <summary>The protocols with key trees of the registry, with the paper's trees.</summary>
    public static IReadOnlyList<KeyTreeProtocol> Protocols { get; } = [.. ProtocolRegistry.Forms.OfType<KeyTreeProtocol>().Where(static p => p.Policy is PaperPolicy)];

    /// <inheritdoc/>
    public override IEnumerable<(string Path, string Content)> Files()
    {
        foreach (var protocol in Protocols)
        {
            var cases = new TreeCases(protocol);
            ReportCases.AddTo(cases);
            AnnouncementCases.AddTo(cases);
            PartCases.AddTo(cases);
            RunCases.AddTo(cases);
            yield return ($"vectors/suite1/{cases.Prefix}-messages.json", cases.Document().ToJson());
        }
    }
}
