using Rekey.Core;
using Rekey.Explorer;
using Rekey.Worlds.Environments;

namespace Rekey.Worlds.Faults;

/// <summary>A crashed process comes back as a new member, in a component.</summary>
public sealed class Recover() : ProcessFault(isOfMember: false)
{
    /// <inheritdoc/>
    public override int Order => 1;

    /// <inheritdoc/>
    public override string Meaning => "crashed processes that come back as new members";

    /// <inheritdoc/>
    public override FaultKind Kind => FaultKind.Membership;

    /// <inheritdoc/>
    public override bool StartsProcess => true;

    /// <inheritdoc/>
    public override Sign Sign => Sign.Birth;

    /// <inheritdoc/>
    public override int Options<TStore>(TStore store, int process) =>
        store.CanRecover(process) && store.Components > 0 && store.IdOf(process).ToString().Length < MemberId.MaxLength && VirtualSynchronyEnvironment.DepthAllowsAll(store)
            ? store.Components
            : 0;

    /// <inheritdoc/>
    public override void Apply<TStore>(TStore store, in Choice choice)
    {
        store.SetRecovered(choice.A);
        VirtualSynchronyEnvironment.Strike(store, choice.Option);
        store.Start(MemberId.Parse($"{store.IdOf(choice.A)}'"), choice.Option);
    }

    /// <inheritdoc/>
    public override void Strike(VsWorld world, in Choice choice) => world.Struck(this, choice.Option);

    /// <inheritdoc/>
    public override Process? Victim(VsWorld world, in Choice choice) => null;

    /// <inheritdoc/>
    public override string Tell(VsWorld world, in Choice choice) => $"{world.Processes[choice.A].Id} recovers as the new member {world.Processes[^1].Id}";
}
