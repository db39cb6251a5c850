using Rekey.Core;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.Worlds;

namespace Rekey.Mutants.KeyTrees;

/// <summary>A multicast carries more ciphertexts than the plan says; members read what they need of it.</summary>
public abstract class ExtraWrapMutant : StepMutant
{
    /// <summary>What is added.</summary>
    protected abstract IEnumerable<(Wrap Wrap, CryptoValue Ciphertext)> Extra(TreeMember sender, SuiteBinding binding);

    /// <inheritdoc/>
    protected sealed override Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var read = MessageOf(input) is EncryptedKeys heard && member.Open is { } open && heard.Header.Epoch == open.Epoch
            ? With((Received)input, heard with { Keys = [.. heard.Keys.Take(open.Plan.Transmissions[(int)heard.Index].Wraps.Length)] }, member.Self, binding, entropy)
            : input;
        var outcome = inner.Step(member, read, entropy);
        return Opened(member, outcome) is not null && outcome is Moved moved
            ? Sending(moved, m => m is EncryptedKeys sent ? sent with { Keys = [.. sent.Keys, .. Extra((TreeMember)moved.Member, binding)] } : m, binding, entropy)
            : outcome;
    }
}
