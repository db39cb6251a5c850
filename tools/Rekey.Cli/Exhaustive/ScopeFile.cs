using System.Text.Json;
using System.Text.Json.Serialization;
using Rekey.Monitors.Exhaustive;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Cli.Exhaustive;

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
internal sealed record ScopeEntry(
    string Protocol, int Members, string Faults, string Reduction, string End, long States, long Left, long Transitions, long AtRest, int Situations, double Seconds,
    IReadOnlyList<string> Decided, IReadOnlyList<string> Violated)
{
    /// <summary>By what an entry is known.</summary>
    [JsonIgnore]
    public (string, int, string, string) Key => (Protocol, Members, Faults, Reduction);
}

/// <summary>Counts of searches, as a report and as evidence in the specification.</summary>
/// <param name="Format">Always <see cref="CurrentFormat"/>.</param>
/// <param name="Scopes">One entry for each search.</param>
internal sealed record ScopeFile(string Format, IReadOnlyList<ScopeEntry> Scopes)
{
    /// <summary>The version of the format; a reader refuses any other.</summary>
    public const string CurrentFormat = "rekey-scopes/1";

    /// <summary>Where the specification keeps its counts, relative to the repository.</summary>
    public const string File = "spec/scopes.json";

    /// <summary>The entries of some searches.</summary>
    public static ScopeFile Of(IReadOnlyList<ExhaustiveReport> reports) => new(CurrentFormat, [.. reports.Select(Entry)]);

    /// <summary>The kept counts; none where there is no such file.</summary>
    /// <exception cref="FormatException">The file is something else.</exception>
    public static ScopeFile Read(string path)
    {
        if (!System.IO.File.Exists(path))
        {
            return new ScopeFile(CurrentFormat, []);
        }

        try
        {
            var read = JsonSerializer.Deserialize<ScopeFile>(System.IO.File.ReadAllText(path), StrictJson.Options);
            return read?.Format == CurrentFormat ? read : throw new FormatException($"{path}: format is '{read?.Format ?? "missing"}'; expected '{CurrentFormat}'");
        }
        catch (JsonException e)
        {
            throw new FormatException($"{path}: no counts of searches{(e.LineNumber is { } line ? $" (in line {line + 1})" : "")}; expected {CurrentFormat}, as rekey check --strategy exhaustive --evidence writes it", e);
        }
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
    public string Write() => JsonSerializer.Serialize(this, StrictJson.Options) + "\n";

    private static ScopeEntry Entry(ExhaustiveReport report)
    {
        var (scenario, result) = (report.Request.Scenarios[0], report.Result);
        return new ScopeEntry(
            scenario.Protocol.Spec.Name, scenario.Members, scenario.Faults.ToString(), ReductionOf(report.Options), result.End.ToString().ToLowerInvariant(),
            result.States, result.Left, result.Transitions, result.AtRest, report.Situations, Math.Round(result.Elapsed.TotalSeconds, 1),
            [.. report.Decided], [.. report.Findings.Keys.Order(StringComparer.Ordinal)]);
    }

    private static string ReductionOf(SpaceOptions options) => (options.PartialOrder, options.Symmetry) switch
    {
        (true, true) => "both",
        (true, false) => "partial-order",
        (false, true) => "symmetry",
        _ => "none",
    };
}
