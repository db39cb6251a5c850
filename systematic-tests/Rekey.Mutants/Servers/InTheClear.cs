using Rekey.Architectures.Engines.ServersAgreement;
using Rekey.Core;

namespace Rekey.Mutants.Servers;

/// <summary>What the layer above asks for crosses the ring as it is.</summary>
public sealed class InTheClear : ServersMutant
{
    /// <inheritdoc/>
    public override string Name => "servers-in-the-clear";

    /// <inheritdoc/>
    public override string Bug => "What the layer above asks for crosses the ring as it is.";

    /// <inheritdoc/>
    protected override Outcome Step(ServersEngine right, ServersDaemon state, PortEvent input) => input is RingMulticast asked
        ? Edited(Right(right, state, input), e => e is RingMulticast { Body: SealedBody } ? asked : e)
        : Right(right, state, input);
}
