using Rekey.Core;
using Rekey.GroupCommunication.Flush;
using Rekey.Spec;
using Rekey.Spec.Architectures;
using Rekey.Wire;
using Rekey.Worlds.Evs;
using Rekey.Worlds.Faults;
using Rekey.Worlds.Powers;

namespace Rekey.Worlds.Layers;

/// <summary>
/// A client of the layered architecture: the flush layer, and a rekey protocol above it (spec/architectures/layered.md). All properties of rekey protocols are
/// asked of it, and those of the flush layer.
/// </summary>
/// <param name="protocol">The rekey protocol.</param>
public sealed class LayeredClient(ProtocolDefinition protocol) : EvsClient(new LayeredSpec(protocol.Spec))
{
    /// <inheritdoc/>
    public override ProtocolDefinition Rekeying => protocol;

    /// <inheritdoc/>
    /// <remarks>One protocol of each kind is explored always: keys chosen by a member, over channels and with a tree; and a key agreement.</remarks>
    public override bool IsOnRequest => protocol.Spec.Name is not ("P" or "O3" or "TGDH");

    /// <inheritdoc/>
    public override bool IsStack => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Floors => ["Flush"];

    /// <inheritdoc/>
    public override int Weight => 6;

    /// <inheritdoc/>
    public override IReadOnlyList<Fault> Faults => [.. EvsWorld.Faults, Move.Of<Refresh>(), Move.Of<Expose>()];

    /// <inheritdoc/>
    public override IReadOnlyList<(int Least, int Most, string Faults)> Menu =>
    [
        (1, 4, "crash=1,leave=1,join=1,partition=1,merge=1,refresh=1,send=2,depth=3"),
        (2, 4, "partition=2,merge=2,refresh=1,send=2,depth=3"),
        (2, 4, "join=2,leave=2,refresh=2,send=3,forge=1,depth=3"),
        (3, 5, "crash=2,refresh=1,send=2,depth=3"),
        (2, 4, "join=1,leave=1,refresh=2,send=2,expose=2,depth=2"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<(int Members, string Faults)> Scopes => [(2, "crash=1,depth=1"), (2, "refresh=1")];

    /// <inheritdoc/>
    public override IReadOnlyList<Envelope> StraysIn(View membership) => [new FlushOk(membership.Id), new ViewTaken(membership.Id)];

    /// <inheritdoc/>
    internal override EvsUpper NewUpper(Scenario scenario, Func<IMachine, SuiteBinding, IMachine>? mutate, Func<ILayer, ILayer>? mutateLayer) =>
        new SecureApplications(scenario, new SymbolicBinding(scenario.Groups[0]), mutate, mutateLayer);
}

/// <summary>The layered architecture with each rekey protocol.</summary>
public sealed class LayeredClients : ILayerSource
{
    /// <inheritdoc/>
    public IReadOnlyList<LayerDefinition> Layers { get; } = [.. ProtocolRegistry.All.Select(static p => new LayeredClient(p))];
}
