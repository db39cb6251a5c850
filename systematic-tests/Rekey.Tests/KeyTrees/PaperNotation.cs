using Rekey.Core;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Trees;

namespace Rekey.Tests.KeyTrees;

/// <summary>
/// Writes plans as paper A does: K14 is the key of m1 to m4, {K14}K34 is one key under another, {K14}K12,K34 under two. A new key that
/// covers what an old one covered by the same ends has a prime.
/// </summary>
internal sealed class PaperNotation
{
    private readonly Dictionary<KeyName, string> labels = [];
    private readonly Epoch epoch;

    private PaperNotation(KeyTree tree, Epoch epoch, KeyTree? before)
    {
        this.epoch = epoch;
        var old = before?.Branches().ToDictionary(LabelOf, static b => b.Name) ?? [];
        foreach (var branch in tree.Branches())
        {
            var label = LabelOf(branch);
            labels.Add(branch.Name, branch.Name.Epoch == epoch && old.ContainsKey(label) ? label + "'" : label);
        }
    }

    /// <summary>The messages of a plan, one per line.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="epoch">Its run.</param>
    /// <param name="before">The tree before, if there was one.</param>
    public static IReadOnlyList<string> Lines(Plan plan, Epoch epoch, KeyTree? before = null)
    {
        var notation = new PaperNotation(plan.Tree, epoch, before);
        return [.. plan.Transmissions.Select(notation.Line)];
    }

    private string Line(Transmission message)
    {
        var content = message.Keys.Select(Key).Concat(Encryptions(message));
        return $"{message.From} {(message.IsMulticast ? "=>" : $"-> {message.To}:")} {string.Join(", ", content)}";
    }

    private IEnumerable<string> Encryptions(Transmission message)
    {
        for (var i = 0; i < message.Wraps.Length;)
        {
            var key = message.Wraps[i].Key;
            var same = message.Wraps.Skip(i).TakeWhile(w => w.Key == key).ToList();
            yield return $"{{{Key(key)}}}{string.Join(',', same.Select(w => labels[w.Under]))}";
            i += same.Count;
        }
    }

    private string Key(uint number) => labels[new KeyName(epoch, number)];

    private static string LabelOf(Branch branch)
    {
        var leaves = branch.Leaves().Select(static m => m.ToString()[1..]).ToList();
        return leaves.Count == 1 ? "K" + leaves[0] : $"K{leaves[0]}{leaves[^1]}";
    }
}
