using Rekey.Cli.Checking;
using Rekey.Monitors.Checking;
using Rekey.Spec;
using Rekey.Spec.Shared;
using Rekey.Worlds;

namespace Rekey.Cli.Covering;

/// <summary>Something that can be visited, and what is known of it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Text">What a rule says; else empty.</param>
/// <param name="Count">How often it was visited.</param>
/// <param name="Reason">Why it cannot be visited; null where nothing says so.</param>
internal sealed record Place(Visit Kind, string Name, string Text, long Count, string? Reason)
{
    /// <summary>Whether it was visited although a reason says that it cannot be.</summary>
    public bool IsStale => Count > 0 && Reason is not null;

    /// <summary>Whether it was not visited, and nothing says why.</summary>
    public bool IsOpen => Count == 0 && Reason is null;

    /// <summary>Whether it was not visited, and a reason says why.</summary>
    public bool IsExplained => Count == 0 && Reason is not null;
}

/// <summary>What explorations visited of a protocol, over any number of reports.</summary>
internal sealed class ProtocolCoverage
{
    /// <summary>Merges what reports say of a protocol.</summary>
    public ProtocolCoverage(ProtocolSpec spec, IReadOnlyList<CheckReport> reports)
    {
        (Spec, Schedules) = (spec, reports.Sum(static r => r.Schedules));
        foreach (var report in reports)
        {
            Counts.Add(report.Coverage);
        }

        var table = spec.Table;
        Cells = [.. from s in Enumerable.Range(0, table.States.Count) from t in Enumerable.Range(0, table.Triggers.Count) select CellAt((byte)s, (byte)t)];
        Rules = [.. spec.Rules.Select(r => new Place(
            Visit.Rule, r.Id, r.Title, Counts.Applications.GetValueOrDefault(r) + Counts.Rejections.GetValueOrDefault(r), ReasonFor(Visit.Rule, r.Id)))];
        Strikes = [.. from f in Enumerable.Range(0, (int)Fault.Depth) from s in Enumerable.Range(0, table.States.Count) select StrikeAt((Fault)f, (byte)s)];
    }

    /// <summary>The protocol.</summary>
    public ProtocolSpec Spec { get; }

    /// <summary>How many schedules were run.</summary>
    public long Schedules { get; }

    /// <summary>The counts.</summary>
    public Coverage Counts { get; } = new();

    /// <summary>All cells of the control table, state by state; impossible ones have the table's reason.</summary>
    public IReadOnlyList<Place> Cells { get; }

    /// <summary>All rules.</summary>
    public IReadOnlyList<Place> Rules { get; }

    /// <summary>All pairs of a fault and a state, fault by fault.</summary>
    public IReadOnlyList<Place> Strikes { get; }

    /// <summary>All of these.</summary>
    public IEnumerable<Place> All => [.. Cells, .. Rules, .. Strikes];

    private Place CellAt(byte state, byte trigger)
    {
        var (name, cell) = (CheckJson.CellName(Spec.Table, state, trigger), Spec.Table[state, trigger]);
        return new Place(Visit.Cell, name, "", Counts[state, trigger], cell.Verdict == Verdict.Impossible ? $"impossible: {cell.Why}" : ReasonFor(Visit.Cell, name));
    }

    private Place StrikeAt(Fault fault, byte state)
    {
        var name = CheckJson.StrikeName(Spec.Table, fault, state);
        return new Place(Visit.Strike, name, "", Counts[fault, state], ReasonFor(Visit.Strike, name));
    }

    private string? ReasonFor(Visit kind, string name) =>
        UnvisitedReasons.Find(Spec.Name, kind, name) is { } entry ? entry.Scope is { } scope ? $"{entry.Reason} (exhaustive scope {scope})" : entry.Reason : null;
}
