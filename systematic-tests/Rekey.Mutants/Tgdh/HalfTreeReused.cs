using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Tgdh;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.Tgdh;

/// <summary>When a run is cut off by the next view, a member goes on with the tree of that run, as far as it got, instead of its last committed one.</summary>
public sealed class HalfTreeReused : Mutant
{
    /// <inheritdoc/>
    public override string Name => "tgdh-half-tree-reused";

    /// <inheritdoc/>
    public override string Protocol => "TGDH";

    /// <inheritdoc/>
    public override string Bug => "A cascaded run begins with the tree of the run that was cut off.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.HonestAcceptance, Properties.Liveness];

    /// <inheritdoc/>
    public override IMachine Mutate(IMachine machine, SuiteBinding binding) => new LambdaMachine(machine, static (inner, state, input, entropy) =>
    {
        var outcome = inner.Step(state, input, entropy);
        return input is ViewInstalled && ((AgreementMember)state).Open?.Agreement is TgdhAgreement half && outcome is Moved { State: AgreementMember { Base: { } kept } after } moved
            ? moved with { State = after with { Kept = kept with { Foundation = new TgdhFoundation(half.Tree) } } }
            : outcome;
    });
}
