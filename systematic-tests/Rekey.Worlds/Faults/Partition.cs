using Rekey.Explorer;
using Rekey.Worlds.Environments;

namespace Rekey.Worlds.Faults;

/// <summary>A component splits; the option says how.</summary>
public sealed class Partition : ComponentFault
{
    /// <inheritdoc/>
    public override int Order => 4;

    /// <inheritdoc/>
    public override string Meaning => "splits of a component into any number of parts";

    /// <inheritdoc/>
    public override Sign Sign => Sign.Split;

    /// <inheritdoc/>
    public override int Options<TStore>(TStore store, int component) =>
        VirtualSynchronyEnvironment.SizeOf(store, component) is >= 2 and <= SetPartitions.MaxSize and var size ? SetPartitions.Count(size) : 0;

    /// <inheritdoc/>
    /// <remarks>Part 0 keeps the component, and with it the messages in flight of processes that are gone.</remarks>
    public override void Apply<TStore>(TStore store, in Choice choice)
    {
        VirtualSynchronyEnvironment.Strike(store, choice.A);
        var parts = SetPartitions.Unrank(VirtualSynchronyEnvironment.SizeOf(store, choice.A), choice.Option);
        var first = store.Components;
        for (var i = 0; i < parts.Max(); i++)
        {
            store.AddComponent(store.DepthOf(choice.A));
        }

        for (int p = 0, i = 0; p < store.Processes; p++)
        {
            if (VirtualSynchronyEnvironment.IsIn(store, p, choice.A) && parts[i++] is > 0 and var part)
            {
                store.SetComponent(p, first + part - 1);
            }
        }
    }

    /// <inheritdoc/>
    public override string Tell(VsWorld world, in Choice choice) => $"the network splits: {world.Parts}";
}
