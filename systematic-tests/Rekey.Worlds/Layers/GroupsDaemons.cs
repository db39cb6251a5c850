using Rekey.Core;
using Rekey.GroupCommunication.Groups;
using Rekey.Spec.Layers;
using Rekey.Worlds.Evs;
using Rekey.Worlds.Faults;

namespace Rekey.Worlds.Layers;

/// <summary>The layer of light-weight groups, alone (spec/layers/groups.md).</summary>
public sealed class GroupsDaemons() : EvsClient(new GroupsSpec()), ILayerSource
{
    /// <inheritdoc/>
    public IReadOnlyList<LayerDefinition> Layers => [this];

    /// <inheritdoc/>
    public override bool IsOfClients => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Fault> Faults { get; } =
        [Move.Of<Crash>(), Move.Of<Leave>(), Move.Of<Join>(), Move.Of<Partition>(), Move.Of<Merge>(), Move.Of<Send>()];

    /// <inheritdoc/>
    public override IReadOnlyList<(int Least, int Most, string Faults)> Menu =>
    [
        (1, 4, "crash=1,leave=2,join=3,partition=2,merge=2,send=6,depth=4"),
        (2, 4, "crash=2,partition=1,merge=1,join=3,send=3,depth=3"),
        (2, 3, "leave=4,join=4,send=4,depth=1"),
        (2, 4, "partition=3,merge=3,join=3,leave=1,send=3,depth=3"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<(int Members, string Faults)> Scopes =>
    [
        (2, "crash=1,depth=1"), (2, "join=1"), (2, "leave=1"), (2, "send=1"), (2, "partition=1,merge=1,depth=1"),
        (3, "crash=1,depth=1"), (3, "partition=1,depth=1"), (3, "join=1,partition=1,depth=1"), (3, "leave=1,partition=1,depth=1"), (3, "crash=1,partition=1,depth=2"),
        (3, "partition=1,merge=1,depth=1"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Envelope> StraysIn(View membership) => [];

    /// <inheritdoc/>
    internal override EvsUpper NewUpper(Scenario scenario, Func<IMachine, SuiteBinding, IMachine>? mutate, Func<ILayer, ILayer>? mutateLayer)
    {
        ILayer groups = new GroupsLayer();
        return new DaemonClients(mutateLayer?.Invoke(groups) ?? groups, GroupsTable.Table);
    }
}
