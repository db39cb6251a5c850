using Rekey.Explorer;
using Rekey.Worlds.Network;

namespace Rekey.Worlds.Faults;

/// <summary>A datagram is lost; the option says which of those that are under way to the daemon.</summary>
public sealed class Lose() : NetworkFault(isOfMember: false)
{
    /// <inheritdoc/>
    public override int Order => 16;

    /// <inheritdoc/>
    public override string Meaning => "datagrams that are lost";

    /// <inheritdoc/>
    public override int Options(NetworkWorld world, int daemon) => world.CountUnderWayTo(daemon);

    /// <inheritdoc/>
    public override void Apply(NetworkWorld world, in Choice choice) => world.Take(choice.A, choice.Option);

    /// <inheritdoc/>
    public override string Tell(NetworkWorld world, in Choice choice) => $"{world.Taken} is lost";
}
