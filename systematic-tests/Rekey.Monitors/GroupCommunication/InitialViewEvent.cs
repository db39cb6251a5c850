using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>Whatever happens at a member happens in a view.</summary>
public sealed class InitialViewEvent : GroupProperty
{
    /// <inheritdoc/>
    public override int Rank => 0;

    /// <inheritdoc/>
    public override string Source => "Chockler, Keidar, Vitenberg 2001";

    /// <inheritdoc/>
    public override IReadOnlyList<Clause> Clauses { get; } =
    [
        new("IV-1", "A client is delivered messages only after a view, and until it leaves."),
        new("IV-2", "A client sends only after a view, and until it leaves. (Not asked of extended virtual synchrony, whose groups are open.)"),
    ];

    /// <inheritdoc/>
    public override string PromisedBy(GroupModel model) => model == GroupModel.Vs ? "VS-5" : "EVS-1; not of senders, EVS-8";

    /// <inheritdoc/>
    protected override void Forget()
    {
    }

    /// <inheritdoc/>
    protected override string? OnSent(Subject process, View view, int index, int to, Received message)
    {
        if (Model == GroupModel.Evs || IsUnseen(message))
        {
            return null;
        }

        Asked++;
        return ViewOf(process) is null ? $"IV-2: {process.Id} sends {new MessageName(view.Id, process.Id, index)} while it has no view" : null;
    }

    /// <inheritdoc/>
    protected override string? OnDelivered(Subject process, View view, int sender, int index)
    {
        Asked++;
        return ViewOf(process) is null ? $"IV-1: {process.Id} is delivered {MessageName.Of(view, sender, index)} while it has no view" : null;
    }
}
