using Rekey.Checking;
using Rekey.Checking.Judging;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Layers;

namespace Rekey.Reports.Covering;

/// <summary>Something that can be visited, and what is known of it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Text">What a rule says; else empty.</param>
/// <param name="Count">How often it was visited.</param>
/// <param name="Reason">Why it cannot be visited; null where nothing says so.</param>
/// <param name="Scope">A closed scope some run of which visits it; null where none does, or where nothing is known.</param>
public sealed record Place(Visit Kind, string Name, string Text, long Count, string? Reason, string? Scope = null)
{
    /// <summary>Whether it was visited although a reason says that it cannot be: by a schedule, or by some run of a closed scope.</summary>
    public bool IsStale => (Count > 0 || Scope is not null) && Reason is not null;

    /// <summary>Whether it was not visited, and nothing says why.</summary>
    public bool IsOpen => Count == 0 && Reason is null;

    /// <summary>Whether it was not visited, and a reason says why.</summary>
    public bool IsExplained => Count == 0 && Reason is not null && !IsStale;
}

/// <summary>What explorations visited of a protocol, over any number of reports.</summary>
public sealed class ProtocolCoverage
{
    private readonly IReadOnlyList<ScopeEntry> scopes;

    /// <summary>Merges what reports say of a protocol, beside the closed scopes that the specification keeps.</summary>
    public ProtocolCoverage(IDefinition protocol, IReadOnlyList<CheckReport> reports)
        : this(protocol, reports, ScopeFile.Shipped.Scopes)
    {
    }

    /// <summary>Merges what reports say of a protocol.</summary>
    /// <param name="protocol">The protocol, or the layer.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="closed">Searches: what no run of any closed scope visits has that for evidence, and what one does visit is no reason's.</param>
    public ProtocolCoverage(IDefinition protocol, IReadOnlyList<CheckReport> reports, IReadOnlyList<ScopeEntry> closed)
    {
        var spec = protocol.Spec;
        Faults = protocol is LayerDefinition layer ? [.. Fault.All.Where(layer.Faults.Contains)] : Fault.OfViews;
        (Spec, Schedules) = (spec, reports.Sum(static r => r.Schedules));
        scopes = [.. closed.Where(s => s.Protocol == spec.Name && s.KnowsVisits)];
        foreach (var report in reports)
        {
            Counts.Add(report.Coverage);
        }

        var table = spec.Table;
        Cells = [.. from s in Enumerable.Range(0, table.States.Count) from t in Enumerable.Range(0, table.Triggers.Count) select CellAt((byte)s, (byte)t)];
        Rules = [.. spec.Rules.Select(r => new Place(
            Visit.Rule, r.Id, r.Title, Counts.Applications.GetValueOrDefault(r) + Counts.Rejections.GetValueOrDefault(r), ReasonFor(Visit.Rule, r.Id),
            VisitedIn(Visit.Rule, r.Id)))];
        Strikes = [.. from f in Faults from s in Enumerable.Range(0, table.States.Count) select StrikeAt(f, (byte)s)];
    }

    /// <summary>The protocol.</summary>
    public ISpecified Spec { get; }

    /// <summary>The faults that its environment knows.</summary>
    public IReadOnlyList<Fault> Faults { get; }

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
        var (name, cell) = (PlaceNames.Cell(Spec.Table, state, trigger), Spec.Table[state, trigger]);
        return new Place(Visit.Cell, name, "", Counts[state, trigger], cell.Verdict == Verdict.Impossible ? $"impossible: {cell.Why}{Evidence(Visit.Cell, name)}" : ReasonFor(Visit.Cell, name), VisitedIn(Visit.Cell, name));
    }

    private Place StrikeAt(Fault fault, byte state)
    {
        var name = PlaceNames.Strike(Spec.Table, fault, state);
        return new Place(Visit.Strike, name, "", Counts[fault, state], ReasonFor(Visit.Strike, name));
    }

    private string? ReasonFor(Visit kind, string name) =>
        Spec.ReasonFor(kind, name) is { } entry ? $"{entry.Reason}{Evidence(kind, name)}" : null;

    /// <summary>What searches add to a reason. They note cells and rules, not whom faults strike.</summary>
    private string Evidence(Visit kind, string name) => kind == Visit.Strike || scopes.Count == 0 || VisitedIn(kind, name) is not null
        ? ""
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"; unreached in {scopes.Count} closed {(scopes.Count == 1 ? "scope" : "scopes")}");

    private string? VisitedIn(Visit kind, string name) =>
        scopes.FirstOrDefault(s => (kind == Visit.Cell ? s.Cells! : kind == Visit.Rule ? s.Rules! : []).Contains(name))?.Name;
}
