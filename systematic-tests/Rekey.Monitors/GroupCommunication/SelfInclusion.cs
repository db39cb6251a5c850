using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>A member installs only views that it belongs to.</summary>
public sealed class SelfInclusion : GroupProperty
{
    /// <inheritdoc/>
    public override int Rank => 0;

    /// <inheritdoc/>
    public override string Source => "Chockler, Keidar, Vitenberg 2001";

    /// <inheritdoc/>
    public override IReadOnlyList<Clause> Clauses { get; } = [new("SI-1", "A client is among the members of each view that it installs.")];

    /// <inheritdoc/>
    public override string PromisedBy(GroupModel model) => model == GroupModel.Vs ? "VS-1" : "EVS-3";

    /// <inheritdoc/>
    protected override void Forget()
    {
    }

    /// <inheritdoc/>
    protected override string? OnMoved(Subject process, View? from, View to)
    {
        Asked++;
        return to.Contains(process.Id) ? null : $"SI-1: {process.Id} installs {to}, to which it does not belong";
    }
}
