using Rekey.Core;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>Views with one name are one view.</summary>
public sealed class UniqueViews : GroupProperty
{
    private readonly Dictionary<ViewId, View> views = [];

    /// <inheritdoc/>
    public override int Rank => 0;

    /// <inheritdoc/>
    public override string Source => "Moser, Amir, Melliar-Smith, Agarwal 1994";

    /// <inheritdoc/>
    public override IReadOnlyList<Clause> Clauses { get; } = [new("UV-1", "Views with the same name have the same members, at whichever client.")];

    /// <inheritdoc/>
    public override string PromisedBy(GroupModel model) => model == GroupModel.Vs ? "VS-3" : "EVS-2";

    /// <inheritdoc/>
    protected override void Forget() => views.Clear();

    /// <inheritdoc/>
    protected override string? OnAgreed(View view)
    {
        Asked++;
        return views.TryAdd(view.Id, view) ? null : $"UV-1: {view} has other members than {views[view.Id]}, and the same name";
    }
}
