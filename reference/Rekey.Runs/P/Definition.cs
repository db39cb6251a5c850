using Rekey.Wire;

namespace Rekey.Runs.P;

/// <summary>Protocol P as tools see it.</summary>
public sealed class PDefinition : IProtocolSource
{
    /// <summary>The definition.</summary>
    public static readonly ProtocolDefinition Value = new(
        Spec.Protocols.P.Specification,
        PMessages.Catalogue,
        static (group, suite, envelopes) => new RunMachine<PKept, PRun>(group, suite, envelopes, PMessages.Catalogue, Spec.Protocols.P.Control, new PPlanner(suite)),
        static (_, header, secret) =>
        [
            new Key(header, secret.Key.Key), new Ack(header, secret.Key.KeyId), new ProtoDone(header, secret.Key.KeyId), new RefreshRequest(header),
        ],
        static state => state.View!.Leader);

    /// <inheritdoc/>
    public IReadOnlyList<IProtocol> Protocols => [Value];
}
