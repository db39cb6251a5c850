using Rekey.Core;
using Rekey.GroupCommunication.Flush;
using Rekey.Spec.Layers;
using Rekey.Worlds.Evs;

namespace Rekey.Worlds.Layers;

/// <summary>The flush layer, alone (spec/layers/flush.md).</summary>
public sealed class FlushClient() : EvsClient(new FlushSpec()), ILayerSource
{
    /// <inheritdoc/>
    public IReadOnlyList<LayerDefinition> Layers => [this];

    /// <inheritdoc/>
    public override IReadOnlyList<(int Least, int Most, string Faults)> Menu =>
    [
        (1, 4, "crash=1,leave=1,join=1,partition=2,merge=2,send=8,depth=5"),
        (2, 5, "crash=2,partition=1,merge=1,send=5,depth=4"),
        (1, 4, "leave=2,join=2,send=6,forge=3,depth=3"),
        (2, 4, "partition=3,merge=3,send=4,depth=3"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<(int Members, string Faults)> Scopes =>
    [
        (2, "crash=1,depth=1"), (2, "leave=1"), (2, "send=1"), (2, "partition=1,merge=1,depth=1"),
        (3, "crash=1,leave=1,depth=1"), (3, "crash=2,depth=1"), (3, "leave=2,depth=1"), (3, "crash=1,send=1"), (3, "partition=1,depth=1"),
    ];

    /// <inheritdoc/>
    /// <remarks>A flush-ok: the historical layer counts it (FL-04).</remarks>
    public override IReadOnlyList<Envelope> StraysIn(View membership) => [new FlushOk(membership.Id), new ViewTaken(membership.Id)];

    /// <inheritdoc/>
    internal override EvsUpper NewUpper(Scenario scenario, Func<IMachine, SuiteBinding, IMachine>? mutate, Func<ILayer, ILayer>? mutateLayer)
    {
        ILayer flush = new FlushLayer(scenario.Groups[0]);
        return new PlainApplications(mutateLayer?.Invoke(flush) ?? flush, FlushTable.Table);
    }
}
