using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.Str;

/// <summary>What a run that was cut off left behind is used by those who had got so far.</summary>
public sealed class HalfChainKept : Mutant
{
    /// <inheritdoc/>
    public override string Name => "str-half-chain-kept";

    /// <inheritdoc/>
    public override string Protocol => "STR";

    /// <inheritdoc/>
    public override string Bug => "A member that is complete keeps the new chain, also if its run is cut off before the commit.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.HonestAcceptance, Properties.Liveness];

    /// <inheritdoc/>
    public override IMachine Mutate(IMachine machine, SuiteBinding binding) => new LambdaMachine(machine, static (inner, state, input, entropy) =>
    {
        var before = input is ViewInstalled && state is AgreementMember { Base: { } kept, Open.Agreement.Result: { } agreed } member
            ? member with { Kept = kept with { Foundation = agreed.Foundation } }
            : state;
        return inner.Step(before, input, entropy);
    });
}
