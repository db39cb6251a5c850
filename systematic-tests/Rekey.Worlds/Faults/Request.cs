using Rekey.Explorer;
using Rekey.Worlds.Environments;

namespace Rekey.Worlds.Faults;

/// <summary>An application asks its member for something, in whatever state that is.</summary>
/// <param name="prompt">For what.</param>
public abstract class Request(Prompt prompt) : ProcessFault(isOfMember: true)
{
    /// <inheritdoc/>
    public sealed override FaultKind Kind => FaultKind.Request;

    /// <inheritdoc/>
    public sealed override bool TouchesMembers => true;

    /// <inheritdoc/>
    public sealed override Sign Sign => Sign.Request;

    /// <inheritdoc/>
    public sealed override int Options<TStore>(TStore store, int process) => store.IsAlive(process) ? 1 : 0;

    /// <inheritdoc/>
    public sealed override void Apply<TStore>(TStore store, in Choice choice) => store.Feed(choice.A, prompt);
}
