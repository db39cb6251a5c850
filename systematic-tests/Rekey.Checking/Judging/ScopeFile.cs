using System.Text.Json;
using System.Text.Json.Serialization;
using Rekey.Checking.Exhaustive;
using Rekey.Worlds.Documents;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Checking.Judging;

/// <summary>What a search of a scope counted.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Members">Members at the beginning.</param>
/// <param name="Faults">The fault budget.</param>
/// <param name="Reduction">What was left out: none, partial-order, symmetry or both.</param>
/// <param name="End">Why the search ended; complete, or what was lacking.</param>
/// <param name="States">Distinct states.</param>
/// <param name="Left">States that were seen and not expanded.</param>
/// <param name="Transitions">Transitions made.</param>
/// <param name="AtRest">Distinct states at rest.</param>
/// <param name="Situations">Situations judged.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Decided">Properties that hold in every run of the scope.</param>
/// <param name="Violated">Properties that some run violates.</param>
/// <param name="Cells">Cells of the control table that some run visits, in their order; null where the search did not note them.</param>
/// <param name="Rules">Rules that decide something in some run, by id; null where the search did not note them.</param>
public sealed record ScopeEntry(
    string Protocol, int Members, string Faults, string Reduction, string End, long States, long Left, long Transitions, long AtRest, int Situations, double Seconds,
    IReadOnlyList<string> Decided, IReadOnlyList<string> Violated,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Cells = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Rules = null)
{
    /// <summary>By what an entry is known.</summary>
    [JsonIgnore]
    public (string, int, string, string) Key => (Protocol, Members, Faults, Reduction);

    /// <summary>Whether what some run visits is known: every state was visited, and no run was left out.</summary>
    [JsonIgnore]
    public bool KnowsVisits => IsClosed && Reduction == "none" && Cells is not null && Rules is not null;

    /// <summary>What the scope is called.</summary>
    [JsonIgnore]
    public string Name => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Protocol} {Members} {Faults}");

    /// <summary>Whether every state of the scope was visited.</summary>
    [JsonIgnore]
    public bool IsClosed => End == "complete";
}

/// <summary>Counts of searches, as a report and as evidence in the specification.</summary>
/// <param name="Format">Always <see cref="CurrentFormat"/>.</param>
/// <param name="Scopes">One entry for each search.</param>
public sealed record ScopeFile(string Format, IReadOnlyList<ScopeEntry> Scopes)
{
    /// <summary>The version of the format; a reader refuses any other.</summary>
    public const string CurrentFormat = "rekey-scopes/1";

    private static readonly DocumentKind Kind = new("counts of searches", CurrentFormat, "rekey check --strategy exhaustive --evidence");

    /// <summary>Where the specification keeps its counts, relative to the repository.</summary>
    public const string File = "spec/scopes.json";

    /// <summary>The entries of some searches.</summary>
    public static ScopeFile Of(IReadOnlyList<ExhaustiveReport> reports) => new(CurrentFormat, [.. reports.Select(Entry)]);

    /// <summary>The counts of the specification that this build was made from; they are part of the tool.</summary>
    public static ScopeFile Shipped { get; } = ReadShipped();

    private static ScopeFile ReadShipped()
    {
        using var stream = typeof(ScopeFile).Assembly.GetManifestResourceStream(File)!;
        return JsonSerializer.Deserialize<ScopeFile>(stream, StrictJson.Options)!;
    }

    /// <summary>The kept counts; none where there is no such file.</summary>
    /// <exception cref="FormatException">The file is something else.</exception>
    public static ScopeFile Read(string path)
    {
        if (!System.IO.File.Exists(path))
        {
            return new ScopeFile(CurrentFormat, []);
        }

        var read = StrictJson.ReadFile<ScopeFile>(path, Kind);
        return read.Scopes.DistinctBy(static s => s.Key).Count() == read.Scopes.Count
            ? read
            : throw new FormatException($"{path}: $.scopes: expected each scope once; {Kind.Expected}");
    }

    /// <summary>The same with new entries in the place of older ones of their scopes.</summary>
    public ScopeFile With(ScopeFile other)
    {
        var all = Scopes.ToDictionary(static s => s.Key);
        foreach (var entry in other.Scopes)
        {
            all[entry.Key] = entry;
        }

        return this with
        {
            Scopes = [.. all.Values.OrderBy(static s => s.Protocol, StringComparer.Ordinal).ThenBy(static s => s.Members).ThenBy(static s => s.Faults, StringComparer.Ordinal).ThenBy(static s => s.Reduction, StringComparer.Ordinal)],
        };
    }

    /// <summary>The file's content.</summary>
    public string Write() => StrictJson.Write(this);

    private static ScopeEntry Entry(ExhaustiveReport report)
    {
        var (scenario, result) = (report.Request.Scenarios[0], report.Result);
        return new ScopeEntry(
            scenario.Protocol.Spec.Name, scenario.Members, scenario.Faults.ToString(), ReductionOf(report.Options), result.End.ToString().ToLowerInvariant(),
            result.States, result.Left, result.Transitions, result.AtRest, report.Situations, Math.Round(result.Elapsed.TotalSeconds, 1),
            [.. report.Decided], [.. report.Findings.Keys.Order(StringComparer.Ordinal)],
            [.. report.Cells.OrderBy(static c => (c.State, c.Trigger)).Select(c => PlaceNames.Cell(scenario.Protocol.Spec.Table, c.State, c.Trigger))],
            [.. report.Rules.Select(static r => r.Id).Order(StringComparer.Ordinal)]);
    }

    private static string ReductionOf(SpaceOptions options) => (options.PartialOrder, options.Symmetry) switch
    {
        (true, true) => "both",
        (true, false) => "partial-order",
        (false, true) => "symmetry",
        _ => "none",
    };
}
