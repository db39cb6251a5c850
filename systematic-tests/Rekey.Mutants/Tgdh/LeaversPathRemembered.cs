using Rekey.Core;
using Rekey.Crypto;
using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Tgdh;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.Tgdh;

/// <summary>Of a path that changes since somebody left, the highest old key stays in memory. The tree does not have it any more, so nothing looks for it.</summary>
public sealed class LeaversPathRemembered : Mutant
{
    /// <inheritdoc/>
    public override string Name => "tgdh-leavers-path-remembered";

    /// <inheritdoc/>
    public override string Protocol => TgdhDefinition.Protocol.Spec.Name;

    /// <inheritdoc/>
    public override string Bug => "Of a path that changes since somebody left, the highest old key stays in memory.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.WeakErasureSecrecy];

    /// <inheritdoc/>
    public override string Faults => "leave=2,expose=1,depth=1";

    /// <inheritdoc/>
    public override int Members => 4;

    /// <inheritdoc/>
    public override IMachine Mutate(IMachine machine, SuiteBinding binding) => new LambdaMachine(machine, static (inner, state, input, entropy) =>
    {
        var (member, outcome) = ((AgreementMember)state, inner.Step(state, input, entropy));
        return input is not LeaveRequested && outcome is Moved { State: AgreementMember after } moved
            ? moved with { State = Hoard.Carry(member, after, HighestOf(member, after)) }
            : outcome;
    });

    /// <summary>In the step that commits a tree without somebody who was in the one before: the key of the highest node of that one's path.</summary>
    private static CryptoValue? HighestOf(AgreementMember before, AgreementMember after) =>
        before.Base is { Foundation: TgdhFoundation old } kept && after.Base != kept && !kept.Members.All(after.View!.Contains)
            ? old.Tree.PathOf(before.Self).Select(static n => n.Key).LastOrDefault(static k => k is not null)
            : null;
}
