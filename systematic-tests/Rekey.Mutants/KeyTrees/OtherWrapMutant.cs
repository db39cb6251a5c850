using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Worlds;

namespace Rekey.Mutants.KeyTrees;

/// <summary>Some ciphertexts are made with another key than the plan says, and who holds that key reads them.</summary>
public abstract class OtherWrapMutant : StepMutant
{
    /// <summary>What goes out in place of a ciphertext; null where it goes out as it should.</summary>
    protected abstract CryptoValue? Instead(TreeMember member, Wrap wrap, CryptoValue key, SuiteBinding binding);

    /// <inheritdoc/>
    protected sealed override Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var read = MessageOf(input) is EncryptedKeys { Keys: var keys } heard && member.Open is not null
            ? With((Received)input, heard with { Keys = [.. keys.Select(k => (k.Wrap, Read(member, k.Wrap, k.Ciphertext, heard, binding)))] }, member.Self, binding, entropy)
            : input;
        var outcome = inner.Step(member, read, entropy);
        return outcome is Moved { State: TreeMember { Open: { } open } after } moved
            ? Sending(moved, m => m is EncryptedKeys sent
                ? sent with { Keys = [.. sent.Keys.Select(k => (k.Wrap, Instead(after, k.Wrap, open.Keys[(int)k.Wrap.Key]!, binding) ?? k.Ciphertext))] }
                : m, binding, entropy)
            : outcome;
    }

    /// <summary>
    /// The key that a subtree had before somebody left it; null where its key is kept, or the member does not hold the old one.
    /// </summary>
    protected static CryptoValue? StaleKey(TreeMember member, KeyName name)
    {
        if (member.Ring is not { Tree: var old } ring || name.Epoch != member.Open!.Epoch)
        {
            return null;
        }

        var below = member.Open.Plan.Tree.Branches().First(b => b.Name == name).Leaves().ToHashSet();
        var before = old.Branches().LastOrDefault(b => below.SetEquals(b.Leaves().Where(member.View!.Contains)));
        return before is null ? null : ring.Keys.GetValueOrDefault(before.Name);
    }

    /// <summary>What the plan would have sent, where the member can read what was sent and make that of it.</summary>
    private static CryptoValue Read(TreeMember member, Wrap wrap, CryptoValue sent, EncryptedKeys message, SuiteBinding binding)
    {
        var term = (Term)sent;
        var content = term.Kind != TermKind.Enc ? term : member.Ring?.Keys.Values.Contains(term.Left!) == true ? term.Right! : null;
        var inside = message.Keys.Where(k => wrap.Under.Epoch == member.Open!.Epoch && wrap.Under.Number == k.Wrap.Key);
        var under = KeyOf(member, wrap.Under) ?? inside.Select(static k => ((Term)k.Ciphertext).Right).FirstOrDefault();
        return content is null || under is null ? sent : binding.Suite.Wrap(under, content);
    }
}
