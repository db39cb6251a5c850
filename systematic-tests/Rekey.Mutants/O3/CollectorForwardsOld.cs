using Rekey.Core;
using Rekey.KeyTrees.O3;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.Mutants.KeyTrees;
using Rekey.Spec;
using Rekey.Worlds;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Rekey.Mutants.O3;

/// <summary>The collector forwards the ciphertext that it collected in the run before, where key and place are the same.</summary>
public sealed class CollectorForwardsOld : StepMutant
{
    /// <inheritdoc/>
    public override string Name => "o3-collector-forwards-old";

    /// <inheritdoc/>
    public override string Bug => "The collector forwards the ciphertext that it collected in the run before, where key and place are the same.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.Liveness, Properties.HonestAcceptance];

    /// <inheritdoc/>
    public override string Faults => "refresh=2,crash=1,depth=1";

    /// <inheritdoc/>
    public override int Members => 4;

    /// <inheritdoc/>
    protected override KeyTreeProtocol Original => O3Definition.Paper;

    /// <summary>What was collected in the run that made a ring.</summary>
    private readonly ConditionalWeakTable<KeyRing, ImmutableDictionary<Wrap, CryptoValue>> collected = [];

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, TreeMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        if (outcome is not Moved { State: TreeMember after } moved)
        {
            return outcome;
        }

        if (member.Open is { } done && after.Ring is { } made && made != member.Ring)
        {
            collected.Add(made, done.Collected.ToImmutableDictionary(static c => c.Wrap, static c => c.Ciphertext));
        }

        return after.Ring is { } ring && collected.TryGetValue(ring, out var before)
            ? Sending(moved, m => m is EncryptedKeys sent ? Older(sent, before) : m, binding, entropy)
            : outcome;
    }

    private static EncryptedKeys Older(EncryptedKeys sent, ImmutableDictionary<Wrap, CryptoValue> before) =>
        sent with { Keys = [.. sent.Keys.Select(k => (k.Wrap, before.GetValueOrDefault(k.Wrap, k.Ciphertext)))] };
}
