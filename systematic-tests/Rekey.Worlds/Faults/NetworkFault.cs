using Rekey.Explorer;
using Rekey.Worlds.Network;

namespace Rekey.Worlds.Faults;

/// <summary>A fault of a network of datagrams (spec/model/network.md). In the abstract world of virtual synchrony, where there is none, it never happens.</summary>
public abstract class NetworkFault(bool isOfMember) : Fault(isOfMember)
{
    /// <inheritdoc/>
    public sealed override FaultKind Kind => FaultKind.Network;

    /// <summary>In how many ways it can happen to a daemon now; 0 where it cannot.</summary>
    public abstract int Options(NetworkWorld world, int daemon);

    /// <summary>Makes it happen.</summary>
    public abstract void Apply(NetworkWorld world, in Choice choice);

    /// <summary>Tells what it did in the last transition, in one line.</summary>
    public abstract string Tell(NetworkWorld world, in Choice choice);

    /// <inheritdoc/>
    public sealed override void Offer<TStore>(TStore store, List<Offer> offers)
    {
    }

    /// <inheritdoc/>
    public sealed override void Apply<TStore>(TStore store, in Choice choice) => throw NoNetwork();

    /// <inheritdoc/>
    public sealed override void Strike(VsWorld world, in Choice choice) => throw NoNetwork();

    /// <inheritdoc/>
    public sealed override string Tell(VsWorld world, in Choice choice) => throw NoNetwork();

    private InvalidChoiceException NoNetwork() => new($"there is no network of datagrams here that could {Word}");
}
