namespace Rekey.Mutation;

/// <summary>How many breakages were noticed by what.</summary>
/// <param name="Name">A rule, a property, an operator, or all.</param>
/// <param name="Findings">What is summed up.</param>
/// <param name="Judged">Breakages that change nothing that a rule asks for: judged by hand, with a reason.</param>
public sealed record Summary(string Name, IReadOnlyList<Finding> Findings, IReadOnlyDictionary<string, string> Judged)
{
    /// <summary>What counts: all that is not judged to be as good as what was there.</summary>
    public IReadOnlyList<Finding> Counted { get; } = [.. Findings.Where(f => !Judged.ContainsKey(f.Breakage.Id) || f.NoticedBy.Any())];

    /// <summary>How many a channel noticed.</summary>
    public int NoticedBy(string channel) => Counted.Count(f => f.NoticedBy.Contains(channel));

    /// <summary>How many the tests noticed and nothing else did.</summary>
    public int OnlyTests => Counted.Count(static f => f.NoticedBy.SequenceEqual([Campaign.Tests]));

    /// <summary>Those that nothing noticed, and that were asked of everything.</summary>
    public IReadOnlyList<Finding> Unnoticed => [.. Counted.Where(static f => !f.NoticedBy.Any() && WasAsked(f))];

    /// <summary>Those that no cheap channel noticed, and that the tests were not asked about yet.</summary>
    public IReadOnlyList<Finding> Unasked => [.. Counted.Where(static f => !f.NoticedBy.Any() && !WasAsked(f))];

    /// <summary>The share of a number among those counted.</summary>
    public double Share(int number) => Counted.Count == 0 ? 0 : (double)number / Counted.Count;

    /// <summary>Mutants by hand are part of what tests ask, and are not asked of them.</summary>
    private static bool WasAsked(Finding finding) => finding.Breakage.Area == Area.Mutant || finding.Noticed.ContainsKey(Campaign.Tests);
}
