using Rekey.Explorer;
using Rekey.Worlds.Network;

namespace Rekey.Worlds.Faults;

/// <summary>A daemon gets a datagram that comes once more; the option says which of those that are under way to it.</summary>
public sealed class Duplicate() : NetworkFault(isOfMember: true)
{
    /// <inheritdoc/>
    public override int Order => 14;

    /// <inheritdoc/>
    public override string Meaning => "datagrams that come once more";

    /// <inheritdoc/>
    public override int Options(NetworkWorld world, int daemon) => world.CountUnderWayTo(daemon);

    /// <inheritdoc/>
    public override void Apply(NetworkWorld world, in Choice choice) => world.HandOver(choice.A, choice.Option, stays: true);

    /// <inheritdoc/>
    public override string Tell(NetworkWorld world, in Choice choice) => $"{world.Taken} arrives, and will once more";
}
