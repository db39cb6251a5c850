using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>The names of views can be put in one order in which every client installs them.</summary>
public sealed class LocalMonotonicity : GroupProperty
{
    /// <inheritdoc/>
    public override int Rank => 0;

    /// <inheritdoc/>
    public override string Source => "Chockler, Keidar, Vitenberg 2001";

    /// <inheritdoc/>
    public override IReadOnlyList<Clause> Clauses { get; } = [new("LM-1", "There is one order of all views in which every client installs its own, none of them twice.")];

    /// <inheritdoc/>
    public override string PromisedBy(GroupModel model) => model == GroupModel.Vs ? "VS-2" : "EVS-2";

    /// <inheritdoc/>
    protected override void Forget()
    {
    }

    /// <inheritdoc/>
    /// <remarks>Where names are not numbers, whoever shows the run numbers them in an order that fits all installs, if there is one.</remarks>
    protected override string? OnMoved(Subject process, View? from, View to)
    {
        Asked += from is null ? 0 : 1;
        return from is null || to.Id.Counter > from.Id.Counter ? null : $"LM-1: {process.Id} installs {to.Id} after {from.Id}, against the order in which it or others did";
    }
}
