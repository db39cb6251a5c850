using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A member that commits a key while it is blocked does not tell its application.</summary>
public sealed class TellsNothing : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-tells-nothing";

    /// <inheritdoc/>
    public override string Bug => "A member that commits a key while it is blocked does not tell its application.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.FaithfulPort, Properties.AllOrNone];

    /// <inheritdoc/>
    public override string Faults => "join=1,leave=1,refresh=1,depth=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return member.IsBlocked && Trigger(outcome) == PTrigger.Done && outcome is Moved moved
            ? moved with { Effects = [.. moved.Effects.Where(static e => e is not KeyCommitted)] }
            : outcome;
    }
}
