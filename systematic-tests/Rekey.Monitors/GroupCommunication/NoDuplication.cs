using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>A client is delivered a message at most once.</summary>
public sealed class NoDuplication : GroupProperty
{
    private readonly HashSet<(int At, MessageName Name)> delivered = [];

    /// <inheritdoc/>
    public override int Rank => 0;

    /// <inheritdoc/>
    public override string Source => "Chockler, Keidar, Vitenberg 2001; Moser, Amir, Melliar-Smith, Agarwal 1994";

    /// <inheritdoc/>
    public override IReadOnlyList<Clause> Clauses { get; } = [new("ND-1", "A client is delivered a message at most once.")];

    /// <inheritdoc/>
    public override string PromisedBy(GroupModel model) => model == GroupModel.Vs ? "VS-7" : "EVS-1";

    /// <inheritdoc/>
    protected override void Forget() => delivered.Clear();

    /// <inheritdoc/>
    protected override string? OnDelivered(Subject process, View view, int sender, int index)
    {
        Asked++;
        var name = MessageName.Of(view, sender, index);
        return delivered.Add((process.Index, name)) ? null : $"ND-1: {process.Id} is delivered {name} once more";
    }
}
