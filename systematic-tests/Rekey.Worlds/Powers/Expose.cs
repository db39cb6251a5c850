using Rekey.Explorer;
using Rekey.Worlds.Faults;

namespace Rekey.Worlds.Powers;

/// <summary>The adversary is shown all that is in a process, which runs or has left; the process does not know.</summary>
/// <remarks>
/// It is no <see cref="Power"/> of those that play: nothing is fed to anybody, and nothing changes but what the adversary knows. So a search can make it too.
/// </remarks>
public sealed class Expose() : ProcessFault(isOfMember: false)
{
    /// <inheritdoc/>
    public override int Order => 13;

    /// <inheritdoc/>
    public override string Meaning => "members, or processes that left, of which the adversary is shown all that is in them";

    /// <inheritdoc/>
    public override FaultKind Kind => FaultKind.Exposure;

    /// <inheritdoc/>
    public override bool TouchesMembers => true;

    /// <inheritdoc/>
    public override int Options<TStore>(TStore store, int process) => store.HasCrashed(process) ? 0 : 1;

    /// <inheritdoc/>
    public override void Apply<TStore>(TStore store, in Choice choice) => store.Show(choice.A);

    /// <inheritdoc/>
    /// <remarks>Who has left is in no state of the table.</remarks>
    public override void Strike(VsWorld world, in Choice choice)
    {
        if (world.Processes[choice.A].IsAlive)
        {
            base.Strike(world, choice);
        }
    }

    /// <inheritdoc/>
    public override string Tell(VsWorld world, in Choice choice) => $"the adversary is shown all that is in {world.Processes[choice.A].Id}";
}
