using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rekey.Monitors;
using Rekey.Mutation;
using Rekey.Spec;

namespace Rekey.Tests.Monitors.Clauses;

/// <summary>One line of the table of witnesses: a clause of a monitor, and the mutant that dies by it; or the test that shows it, and why no mutant can.</summary>
/// <param name="Property">The property.</param>
/// <param name="Clause">What the monitor says, with <c>{}</c> for what is filled in.</param>
internal sealed record ClauseLine(string Property, string Clause)
{
    /// <summary>The mutant.</summary>
    public string? Mutant { get; init; }

    /// <summary>The fault budget; null for that of the mutant's own hunt.</summary>
    public string? Faults { get; init; }

    /// <summary>The number of the first schedule that is run, of those with seed 1.</summary>
    public int First { get; init; }

    /// <summary>How many are run.</summary>
    public int Schedules { get; init; } = 200;

    /// <summary>What else may be violated on the way, each by its own monitor.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>Where no mutant can be: the test that makes the monitor say it, as class and method.</summary>
    public string? Test { get; init; }

    /// <summary>Where no mutant can be: why.</summary>
    public string? Because { get; init; }

    /// <summary>Whether a message is this clause's.</summary>
    public bool Says(string message) => new Clause(Property, Clause).Says(message);
}

/// <summary>What the monitors can say, and what the tables of witnesses, one file a property (<c>systematic-tests/Rekey.Mutants/Clauses</c>), have for it.</summary>
internal static class ClauseTable
{
    /// <summary>Where the tables are.</summary>
    public const string Folder = "systematic-tests/Rekey.Mutants/Clauses";

    private const string Checker = "reference/Rekey.KeyTrees/Plans/PlanChecker.cs";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true,
    };

    /// <summary>All lines.</summary>
    public static IReadOnlyList<ClauseLine> Lines { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Snapshot.Root, Folder), "*.json").Order(StringComparer.Ordinal).SelectMany(Read)];

    /// <summary>Every clause of every monitor, by property.</summary>
    public static IReadOnlyList<(string Property, string Clause)> Asked { get; } = [.. Clause.All(Snapshot.Root).SelectMany(Of).Distinct()];

    /// <summary>What is wrong with a table: clauses without a line, lines without a clause, clauses with two lines.</summary>
    public static IEnumerable<string> Objections(IReadOnlyList<(string Property, string Clause)> asked, IReadOnlyList<ClauseLine> lines)
    {
        var listed = lines.Select(static l => (l.Property, l.Clause)).ToList();
        return
        [
            .. asked.Except(listed).Select(static c =>
                $"{Folder}/{c.Property}.json has no witness for a clause of {c.Property}; add {{ \"property\": \"{c.Property}\", \"clause\": \"{c.Clause}\", \"mutant\": \"...\" }} with a mutant that dies by it,"
                + " or instead of the mutant a \"test\" and \"because\", why no mutant can"),
            .. listed.Except(asked).Select(static c => $"{Folder} has a witness for what the monitor of {c.Property} does not say: \"{c.Clause}\""),
            .. listed.GroupBy(static c => c).Where(static g => g.Count() > 1).Select(static g => $"{Folder} has two witnesses for what {g.Key.Property} says: \"{g.Key.Clause}\""),
        ];
    }

    /// <summary>The lines of a property's file.</summary>
    private static List<ClauseLine> Read(string path)
    {
        var lines = JsonSerializer.Deserialize<List<ClauseLine>>(File.ReadAllText(path), Options)!;
        return lines.TrueForAll(l => l.Property == Path.GetFileNameWithoutExtension(path)) ? lines : throw new FormatException($"{path} has lines of other properties");
    }

    /// <summary>
    /// A clause of a monitor counts once for each property that it speaks for. What the abstract service refuses, Refinement says; what the plan checker
    /// objects to, PlanSoundness passes on; and monitors that differ only in what they ask share the words of the class that they derive from.
    /// </summary>
    private static IEnumerable<(string Property, string Clause)> Of(Clause clause) => clause.Monitor switch
    {
        nameof(RekeyService) => [(Properties.Refinement, clause.Template)],
        nameof(PlanSoundness) => Clause.Of(Snapshot.Root, Checker).Select(c => (Properties.PlanSoundness, clause.Template[..^2] + c.Template)),
        nameof(SecrecyMonitor) => PropertySet.All().OfType<SecrecyMonitor>()
            .Where(static m => m.GetType().GetMethod("OnEnd", BindingFlags.Instance | BindingFlags.NonPublic)!.DeclaringType == typeof(SecrecyMonitor))
            .Select(m => (m.Name, clause.Template)),
        nameof(ExposureMonitor) => PropertySet.All().OfType<ExposureMonitor>().Select(m => (m.Name, clause.Template)),
        nameof(ErasureMonitor) => PropertySet.All().OfType<ErasureMonitor>().Select(m => (m.Name, clause.Template)),
        _ => [(clause.Monitor, clause.Template)],
    };
}
