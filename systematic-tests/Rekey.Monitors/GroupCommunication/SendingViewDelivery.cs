using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>A message is delivered in the view in which it was sent.</summary>
public sealed class SendingViewDelivery : GroupProperty
{
    private readonly HashSet<MessageName> unseen = [];

    /// <inheritdoc/>
    public override int Rank => 0;

    /// <inheritdoc/>
    public override string Source => "Chockler, Keidar, Vitenberg 2001";

    /// <inheritdoc/>
    public override IReadOnlyList<Clause> Clauses { get; } = [new("SV-1", "A client is delivered a message only in the view in which its sender sent it.")];

    /// <inheritdoc/>
    public override string? PromisedBy(GroupModel model) => model == GroupModel.Vs ? "VS-5" : null;

    /// <inheritdoc/>
    public override bool IsAskedOf(GroupModel model) => model == GroupModel.Vs;

    /// <inheritdoc/>
    protected override void Forget() => unseen.Clear();

    /// <inheritdoc/>
    protected override string? OnSent(Subject process, View view, int index, int to, Received message)
    {
        if (IsUnseen(message))
        {
            unseen.Add(new MessageName(view.Id, process.Id, index));
        }

        return null;
    }

    /// <inheritdoc/>
    protected override string? OnDelivered(Subject process, View view, int sender, int index)
    {
        var (name, here) = (MessageName.Of(view, sender, index), ViewOf(process));
        if (here?.Contains(name.Sender) == false)
        {
            return $"SV-1: {process.Id} is delivered {name} in {here}, to which {name.Sender} does not belong";
        }

        Asked += unseen.Contains(name) ? 0 : 1;
        return here is null || here.Id == view.Id ? null : $"SV-1: {process.Id} is delivered {name} in {here.Id}";
    }
}
