using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.O;

/// <summary>The name of a key does not say in which view it was made, so two keys can have one name.</summary>
public sealed class NamesWithoutView : StepMutant
{
    /// <inheritdoc/>
    public override string Name => "o-names-without-view";

    /// <inheritdoc/>
    public override string Bug => "The name of a key does not say in which view it was made, so two keys can have one name.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.PlanSoundness];

    /// <inheritdoc/>
    public override string Faults => "join=1,refresh=1,depth=1";

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => ODefinition.Paper;

    private static readonly ViewId NoView = new(0, MemberId.Parse("v"));

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return outcome is Moved { State: TreeMember { Ring: { } ring } after } moved && ring != member.Ring
            ? moved with { State = after with { Kept = ring with { Tree = Short(ring.Tree), Keys = Short(ring.Keys) } } }
            : outcome;
    }

    private static KeyName Short(KeyName name) => name with { Epoch = name.Epoch with { View = NoView } };

    private static KeyTree Short(KeyTree tree) => tree is Branch branch ? new Branch(Short(branch.Name), [.. branch.Children.Select(Short)], branch.Head) : tree;

    /// <summary>Where two keys have one name, the one nearer to the leaf stays.</summary>
    private static Dictionary<KeyName, CryptoValue> Short(IReadOnlyDictionary<KeyName, CryptoValue> keys)
    {
        var renamed = new Dictionary<KeyName, CryptoValue>();
        foreach (var (name, key) in keys)
        {
            renamed[Short(name)] = key;
        }

        return renamed;
    }
}
