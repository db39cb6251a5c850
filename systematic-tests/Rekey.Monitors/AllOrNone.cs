using Rekey.Core;
using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Monitors;

/// <summary>
/// Members that move together from one view to the next, and from whom nothing was withheld in the old one, committed the same epochs in it
/// (spec/properties.md, AllOrNone).
/// </summary>
public sealed class AllOrNone : Fold, IDecidedBySituations
{
    // Per process the view that it is in, and the run that it committed last in it; 0 for none.
    private readonly PerProcess<(View? View, uint Run)> last = new();
    private readonly Dictionary<(ViewId From, ViewId To), (MemberId First, uint Run)> moves = [];
    private readonly Withholdings withheld = new();

    /// <inheritdoc/>
    public override string Name => Properties.AllOrNone;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Installs;

    /// <inheritdoc/>
    public override void Reset()
    {
        last.Clear();
        moves.Clear();
        withheld.Clear();
    }

    /// <inheritdoc/>
    protected override string? OnWithheld(Subject process, View view, int sender, int index)
    {
        withheld.Add(view, process);
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnCommitted(Subject process, EpochKey key, MemberState state)
    {
        last[process].Run = key.Epoch.Run;
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnInstalled(Subject process, View to, IReadOnlyList<Subject> members)
    {
        var (from, run) = last[process];
        last[process] = (to, 0);

        // Who was kept from the word of the others cannot keep up with them.
        return from is null || withheld.From(from, process.Id) ? null : OnMoved(process, from, to, run);
    }

    private string? OnMoved(Subject process, View from, View to, uint run)
    {
        if (!moves.TryGetValue((from.Id, to.Id), out var first))
        {
            moves.Add((from.Id, to.Id), (process.Id, run));
            return null;
        }

        return first.Run == run
            ? null
            : $"{first.First} and {process.Id} move together from {from} to {to}, but committed {Runs(first.Run)} and {Runs(run)} in it";
    }

    private static string Runs(uint run) => run == 0 ? "no key" : $"{run} key{(run == 1 ? "" : "s")}";
}
