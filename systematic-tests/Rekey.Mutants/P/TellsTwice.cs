using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>A member tells its application of a key again when the view ends.</summary>
public sealed class TellsTwice : PMutant
{
    /// <inheritdoc/>
    public override string Name => "p-tells-twice";

    /// <inheritdoc/>
    public override string Bug => "A member tells its application of a key again when the view ends.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.FaithfulPort];

    /// <inheritdoc/>
    public override string Faults => "join=1,leave=1";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        return input is BlockRequested && outcome is Moved moved && member.Current is { } current
            ? moved with { Effects = [.. moved.Effects, new KeyCommitted(current.Epoch, current.Key)] }
            : outcome;
    }
}
