using Rekey.Core;
using Rekey.Explorer;
using Rekey.Worlds.Environments;

namespace Rekey.Worlds.Faults;

/// <summary>A process joins a component, with the smallest or the largest name.</summary>
public sealed class Join : ComponentFault
{
    /// <inheritdoc/>
    public override int Order => 3;

    /// <inheritdoc/>
    public override string Meaning => "processes that join, with the smallest or the largest name";

    /// <inheritdoc/>
    public override bool StartsProcess => true;

    /// <inheritdoc/>
    public override Sign Sign => Sign.Birth;

    /// <inheritdoc/>
    public override int Options<TStore>(TStore store, int component) => 2;

    /// <inheritdoc/>
    public override void Apply<TStore>(TStore store, in Choice choice)
    {
        VirtualSynchronyEnvironment.Strike(store, choice.A);
        store.Start(MemberId.Parse($"{(choice.Option == 0 ? 'a' : 'z')}{store.CountJoin()}"), choice.A);
    }

    /// <inheritdoc/>
    public override string Tell(VsWorld world, in Choice choice) => $"{world.Processes[^1].Id} joins";
}
