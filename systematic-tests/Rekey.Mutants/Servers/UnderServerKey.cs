using Rekey.Architectures.Engines.ServersAgreement;
using Rekey.Core;

namespace Rekey.Mutants.Servers;

/// <summary>What is sealed is sealed under the server key itself, and not under one made of it and of the name of the sender.</summary>
public sealed class UnderServerKey : ServersMutant
{
    /// <inheritdoc/>
    public override string Name => "servers-under-server-key";

    /// <inheritdoc/>
    public override string Bug => "What is sealed is sealed under the server key itself, and not under one made of it and of the name of the sender.";

    /// <inheritdoc/>
    protected override Outcome Step(ServersEngine right, ServersDaemon state, PortEvent input) =>
        Edited(Right(right, state, input), e => e is RingMulticast { Body: SealedBody body } multicast && input is RingMulticast asked
            ? multicast with { Body = new SealedBody(body.Epoch, body.Sender, body.Number, state.Key!.Key, asked.Body) }
            : e);
}
