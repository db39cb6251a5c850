using System.Globalization;
using System.Text;
using Rekey.Checking.Judging;

namespace Rekey.Reports.SpecRendering;

/// <summary>Which scopes were searched to their end, and what they count.</summary>
public static class ScopesMarkdown
{
    private const string Introduction =
        """

        # Closed scopes

        Every run of these scopes was visited ([exploration.md](../model/exploration.md)): a property that is said here to hold is decided: it holds in all of them, liveness under weak fairness included. The counts are kept in [scopes.json](../scopes.json), by `rekey check --strategy exhaustive --evidence spec/scopes.json` with the protocol, members and faults of the row (`--protocol P --members 3 --faults crash=1,join=1,depth=2`, for example). They are the same on every machine; times are of one with two cores. A row with a power of the adversary (`replay=1`, for example) counts states of the world as it is, and liveness is not decided there ([where the adversary acts](../model/exploration.md#where-the-adversary-acts)).

        *states*: distinct states; *at rest*: those in which nothing that must happen is left; *judged*: situations in which some verdict could differ, each judged in one run; none where the adversary acts, since properties are searched with their whole memories. A factor is that of a reduction: how many times fewer states than without.

        """;

    /// <summary>The document.</summary>
    public static string Of(ScopeFile file)
    {
        var text = new StringBuilder(TableMarkdown.Notice).Append(Introduction.ReplaceLineEndings("\n"));
        foreach (var group in file.Scopes.GroupBy(static s => s.Protocol))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {group.Key}\n\n| members | faults | reduction | states | transitions | at rest | judged | seconds | hold | violated, as expected |\n|:-:|---|---|--:|--:|--:|--:|--:|--:|---|\n");
            foreach (var scope in group)
            {
                var full = group.FirstOrDefault(s => s.Members == scope.Members && s.Faults == scope.Faults && s.Reduction == "none");
                var factor = scope.Reduction == "none" || full is null ? scope.Reduction : string.Create(CultureInfo.InvariantCulture, $"{scope.Reduction}, factor {(double)full.States / scope.States:0.00}");
                text.Append(CultureInfo.InvariantCulture, $"| {scope.Members} | `{scope.Faults}` | {factor} | {scope.States:N0} | {scope.Transitions:N0} | {scope.AtRest:N0} | {scope.Situations:N0} | {scope.Seconds:N1} | {scope.Decided.Count} | {string.Join(", ", scope.Violated)} |\n");
            }
        }

        return text.ToString();
    }
}
