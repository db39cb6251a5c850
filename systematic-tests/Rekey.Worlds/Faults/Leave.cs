using Rekey.Explorer;
using Rekey.Worlds.Environments;

namespace Rekey.Worlds.Faults;

/// <summary>A member leaves: its machine is told, and nobody else is.</summary>
public sealed class Leave() : Departure(isOfMember: true)
{
    /// <inheritdoc/>
    public override int Order => 2;

    /// <inheritdoc/>
    public override string Meaning => "members that leave";

    /// <inheritdoc/>
    public override Sign Sign => Sign.Square;

    /// <inheritdoc/>
    public override void Apply<TStore>(TStore store, in Choice choice)
    {
        VirtualSynchronyEnvironment.Strike(store, store.ComponentOf(choice.A));
        store.Feed(choice.A, Prompt.Leave);
        store.Stop(choice.A, left: true);
        store.Forget();
    }

    /// <inheritdoc/>
    public override string Tell(VsWorld world, in Choice choice) => $"{world.Processes[choice.A].Id} leaves";
}
