using Rekey.Core;

namespace Rekey.Mutants;

/// <summary>A machine whose steps are those of another, but for what the function changes.</summary>
public sealed class LambdaMachine(IMachine inner, Func<IMachine, MemberState, PortEvent, IEntropy, Outcome> step) : IMachine
{
    /// <inheritdoc/>
    public MemberState Initial(MemberId self) => inner.Initial(self);

    /// <inheritdoc/>
    public Outcome Step(MemberState state, PortEvent input, IEntropy entropy) => step(inner, state, input, entropy);
}
