using Rekey.Termination;
using Rekey.Wire;

namespace Rekey.KeyTrees.P;

/// <summary>Protocol P as tools see it.</summary>
public static class PDefinition
{
    /// <summary>The definition.</summary>
    public static readonly ProtocolDefinition Value = new(
        Spec.Protocols.P.Specification,
        PMessages.Catalogue,
        static (group, suite, envelopes) => new PMachine(group, suite, envelopes),
        static (_, header, key) =>
        [
            new Key(header, key.Key), new Ack(header, key.KeyId), new ProtoDone(header, key.KeyId), new RefreshRequest(header),
        ],
        static state => state.View!.Leader);
}
