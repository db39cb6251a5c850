using Rekey.KeyTrees.B;
using Rekey.KeyTrees.C;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.O3;

namespace Rekey.Conformance.KeyTrees;

/// <summary>Messages of the key-tree protocols that a member accepts, ignores, defers or rejects: <c>vectors/suite1/{c,b,o,o3}-messages.json</c>.</summary>
public sealed class KeyTreeVectors : VectorSet
{
    /// <inheritdoc/>
    public override IEnumerable<(string Path, string Content)> Files()
    {
        foreach (var protocol in new[] { CDefinition.Paper, BDefinition.Paper, ODefinition.Paper, O3Definition.Paper })
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
