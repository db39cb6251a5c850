using Rekey.Explorer;
using Rekey.Worlds.Network;

namespace Rekey.Worlds.Faults;

/// <summary>A timer fires though something else can still happen; the option says which of the daemon's.</summary>
public sealed class Early() : NetworkFault(isOfMember: true)
{
    /// <inheritdoc/>
    public override int Order => 15;

    /// <inheritdoc/>
    public override string Meaning => "timers that fire while something else can still happen";

    /// <inheritdoc/>
    public override int Options(NetworkWorld world, int daemon) => world.IsQuiet ? 0 : world.CountArmed(daemon);

    /// <inheritdoc/>
    public override void Apply(NetworkWorld world, in Choice choice) => world.FireTimer(choice.A, choice.Option);

    /// <inheritdoc/>
    public override string Tell(NetworkWorld world, in Choice choice) => $"{world.Fired} fires early at {world.NameOf(choice.A)}";
}
