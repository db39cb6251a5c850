using Rekey.Explorer;
using Rekey.Worlds.Environments;

namespace Rekey.Worlds.Faults;

/// <summary>A process stops for ever.</summary>
public sealed class Crash() : Departure(isOfMember: false)
{
    /// <inheritdoc/>
    public override int Order => 0;

    /// <inheritdoc/>
    public override string Meaning => "processes that stop for ever";

    /// <inheritdoc/>
    public override Sign Sign => Sign.Cross;

    /// <inheritdoc/>
    public override void Apply<TStore>(TStore store, in Choice choice)
    {
        VirtualSynchronyEnvironment.Strike(store, store.ComponentOf(choice.A));
        store.Stop(choice.A, left: false);
        store.Forget();
    }

    /// <inheritdoc/>
    public override string Tell(VsWorld world, in Choice choice) => $"{world.Processes[choice.A].Id} crashes";
}
