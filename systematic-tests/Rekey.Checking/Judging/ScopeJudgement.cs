using System.Globalization;
using Rekey.Checking;
using Rekey.Checking.Exhaustive;
using Rekey.Explorer.Exhaustive;
using Rekey.Spec;

namespace Rekey.Checking.Judging;

/// <summary>What a search of a scope found, compared with what is expected. A search that was not finished decides nothing.</summary>
/// <param name="report">What the search found.</param>
public sealed class ScopeJudgement(ExhaustiveReport report) : Judgement
{
    /// <summary>The name of the strategy that visits every run.</summary>
    public const string Exhaustive = "exhaustive";

    /// <summary>The report.</summary>
    public ExhaustiveReport Report { get; } = report;

    /// <inheritdoc/>
    public override CheckRequest Request => Report.Request;

    /// <inheritdoc/>
    public override string Name => NameOf(Request);

    /// <inheritdoc/>
    public override string Strategy => Exhaustive;

    /// <inheritdoc/>
    public override IReadOnlyList<PropertyResult> Properties { get; } = Judge(report);

    /// <inheritdoc/>
    public override Ending Ending => Report.Result.End switch
    {
        SearchEnd.Complete or SearchEnd.Stopped => Ending.Done,
        SearchEnd.Time => Ending.OutOfTime,
        SearchEnd.Memory => Ending.OutOfMemory,
        SearchEnd.Cancelled => Ending.Interrupted,
        _ => Ending.Unfinished,
    };

    /// <inheritdoc/>
    public override TimeSpan Elapsed => Report.Result.Elapsed;

    /// <inheritdoc/>
    public override string Extent => "in every run of the scope";

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, string Value)> Counts =>
    [
        ("states", Text($"{Report.Result.States:N0}")), ("states left", Text($"{Report.Result.Left:N0}")), ("transitions", Text($"{Report.Result.Transitions:N0}")),
        ("states at rest", Text($"{Report.Result.AtRest:N0}")), ("situations judged", Text($"{Report.Situations:N0}")), ("seconds", Text($"{Elapsed.TotalSeconds:0.0}")),
    ];

    /// <summary>What a scope is called: protocol, members, faults.</summary>
    public static string NameOf(CheckRequest request) => Text($"{request.Protocol.Spec.Name} {request.Scenarios[0].Members} {request.Scenarios[0].Faults}");

    /// <inheritdoc/>
    public override string PlaceOf(Finding finding) => Text($"a run of {finding.Choices.Count:N0} steps");

    private static IReadOnlyList<PropertyResult> Judge(ExhaustiveReport report)
    {
        var decided = report.Decided.ToHashSet(StringComparer.Ordinal);
        var expectations = report.Request.Protocol.Spec.Expectations;
        var results = expectations.Select(e =>
        {
            var finding = report.Findings.GetValueOrDefault(e.Property);
            var found = (e.Expected, finding) switch
            {
                (Expected.Holds, not null) => Found.Violated,
                (_, not null) => Found.Attack,
                _ when !decided.Contains(e.Property) => Found.Undecided,
                (Expected.Holds, _) => Found.Decided,
                _ => Found.NoAttack,
            };
            return new PropertyResult(e.Property, e.Expected, e.Why, found, finding);
        });
        return
        [
            .. results,
            .. report.Findings.Values.Where(f => expectations.All(e => e.Property != f.Violation.Property))
                .Select(static f => new PropertyResult(f.Violation.Property, Expected.Holds, "", Found.Violated, f)),
        ];
    }

    /// <inheritdoc/>
    protected override string Why(Ending ending) => ending == Ending.Done ? "this search does not decide it" : base.Why(ending);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
