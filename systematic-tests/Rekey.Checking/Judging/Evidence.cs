using Rekey.Worlds.Documents;

namespace Rekey.Checking.Judging;

/// <summary>What an exploration of a protocol showed, to be kept.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Command">What was run.</param>
/// <param name="LeastMembers">Members at the beginning, at least.</param>
/// <param name="MostMembers">Members at the beginning, at most.</param>
/// <param name="Schedules">How many schedules were explored.</param>
/// <param name="Steps">How many steps they had.</param>
/// <param name="ViewChanges">How many views were agreed.</param>
/// <param name="DeepestCascade">The deepest cascade.</param>
/// <param name="NotViolated">The properties that no schedule violated, and that none was expected to.</param>
public sealed record EvidenceEntry(
    string Protocol, string Command, int LeastMembers, int MostMembers, long Schedules, long Steps, long ViewChanges, int DeepestCascade, IReadOnlyList<string> NotViolated);

/// <summary>The file that keeps what explorations showed; written rarely, by <c>rekey check --evidence</c>, and read by <c>rekey spec render</c>.</summary>
/// <param name="Format">Always <see cref="CurrentFormat"/>.</param>
/// <param name="Protocols">One entry for each protocol that was explored.</param>
public sealed record Evidence(string Format, IReadOnlyList<EvidenceEntry> Protocols)
{
    /// <summary>The version of the format; a reader refuses any other.</summary>
    public const string CurrentFormat = "rekey-evidence/2";

    private static readonly DocumentKind Kind = new("evidence", CurrentFormat, "rekey check --evidence");

    /// <summary>Where it is kept, relative to the repository.</summary>
    public const string File = "spec/evidence.json";

    /// <summary>The kept evidence; none where there is no such file.</summary>
    /// <exception cref="FormatException">The file is something else.</exception>
    public static Evidence Read(string path)
    {
        if (!System.IO.File.Exists(path))
        {
            return new Evidence(CurrentFormat, []);
        }

        var read = StrictJson.ReadFile<Evidence>(path, Kind);
        return read.Protocols.DistinctBy(static p => p.Protocol).Count() == read.Protocols.Count
            ? read
            : throw new FormatException($"{path}: $.protocols: expected each protocol once; {Kind.Expected}");
    }

    /// <summary>The same with new entries in the place of older ones of their protocols.</summary>
    public Evidence With(IEnumerable<EvidenceEntry> entries)
    {
        var all = Protocols.ToDictionary(static p => p.Protocol, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            all[entry.Protocol] = entry;
        }

        return this with { Protocols = [.. all.Values.OrderBy(static e => e.Protocol, StringComparer.Ordinal)] };
    }

    /// <summary>What a judgement shows.</summary>
    public static EvidenceEntry Of(SampledJudgement judgement, string command)
    {
        var report = judgement.Report;
        return new EvidenceEntry(
            judgement.Protocol,
            command,
            report.Request.Scenarios.Min(static s => s.Members),
            report.Request.Scenarios.Max(static s => s.Members),
            report.Schedules,
            report.Steps,
            report.ViewChanges,
            report.DeepestCascade,
            [.. judgement.Properties.Where(static p => p.Found == Found.NotViolated).Select(static p => p.Property)]);
    }

    /// <summary>The file's content.</summary>
    public string Write() => StrictJson.Write(this);
}
