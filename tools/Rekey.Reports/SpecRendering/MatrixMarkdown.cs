using System.Globalization;
using System.Text;
using Rekey.Checking.Judging;
using Rekey.Spec;

namespace Rekey.Reports.SpecRendering;

/// <summary>Which protocol is expected to have which property, why not where it is not, and what was seen.</summary>
public static class MatrixMarkdown
{
    private const string Introduction =
        """

        # Protocols and properties

        The properties are defined in [properties.md](../properties.md). What is expected of a protocol is a claim; `rekey check` fails where exploration finds otherwise: a violation of a property that is expected to hold, or no attack on one that is expected to fail.

        What is known of the claim is of two kinds. *Decided*: a search visited every run of a [closed scope](scopes.md), and the property holds in all of them. *Sampled*: no schedule of the exploration below violated it, which decides nothing.

        ✓ expected to hold; decided in closed scopes, and not violated in the schedules below. ~ expected to hold; sampled only, and not violated. ○ expected to hold, and no exploration is kept that says more. ✗ fails, and must; the link leads to a run that shows it. A dash: the property is not about the protocol.


        """;

    /// <summary>The document.</summary>
    public static string Of(Matrix matrix)
    {
        var text = new StringBuilder(TableMarkdown.Notice).Append(Introduction.ReplaceLineEndings("\n"));
        text.Append("| property |").AppendJoin("", matrix.Protocols.Select(static p => $" {p.Name} |")).Append("\n|---|").AppendJoin("", matrix.Protocols.Select(static _ => ":-:|")).Append('\n');
        foreach (var property in matrix.Properties)
        {
            text.Append("| ").Append(property).Append(" |");
            foreach (var protocol in matrix.Protocols)
            {
                text.Append(' ').Append(Sign(matrix.Cells.FirstOrDefault(c => c.Protocol == protocol && c.Property == property))).Append(" |");
            }

            text.Append('\n');
        }

        Decided(text, matrix);
        Adversaries(text);
        Explorations(text, matrix.Evidence);
        Reasons(text, matrix, "Why some fail", Expected.FailsAsExpected);
        Reasons(text, matrix, "Why others hold", Expected.Holds);
        return text.ToString();
    }

    private static string Sign(MatrixCell? cell) => cell switch
    {
        null => "-",
        { Expected: Expected.Holds } => cell.Explored is null ? "○" : cell.Scopes > 0 ? "✓" : "~",
        _ => cell.Attack is { } path ? $"[✗](../../{path})" : "✗",
    };

    private static void Decided(StringBuilder text, Matrix matrix)
    {
        text.Append("\n## What was decided\n\nIn how many closed scopes each property holds in every run; the scopes, with their counts, are in [scopes.md](scopes.md).\n\n");
        text.Append("| property |").AppendJoin("", matrix.Protocols.Select(static p => $" {p.Name} |")).Append("\n|---|").AppendJoin("", matrix.Protocols.Select(static _ => "--:|")).Append('\n');
        text.Append("| *closed scopes* |").AppendJoin("", matrix.Protocols.Select(p => string.Create(CultureInfo.InvariantCulture, $" {matrix.Closed.Count(s => s.Protocol == p.Name)} |"))).Append('\n');
        foreach (var property in matrix.Properties)
        {
            text.Append("| ").Append(property).Append(" |");
            foreach (var protocol in matrix.Protocols)
            {
                var cell = matrix.Cells.FirstOrDefault(c => c.Protocol == protocol && c.Property == property);
                text.Append(cell is not { Expected: Expected.Holds } ? " |" : string.Create(CultureInfo.InvariantCulture, $" {cell.Scopes} |"));
            }

            text.Append('\n');
        }
    }

    private static void Adversaries(StringBuilder text)
    {
        text.Append("\n## What the adversary is given\n\n");
        text.Append("The key of an epoch e of a view V is asked for. The adversary has heard all traffic, knows what it drew itself, and is given:\n\n| property | given |\n|---|---|\n");
        foreach (var (property, given) in SecrecyAdversaries.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {property} | {given} |\n");
        }

        text.Append("| all others | nothing: the active adversary plays what its budget allows ([adversary.md](../model/adversary.md#the-active-part-within-a-budget)) |\n");
    }

    private static void Explorations(StringBuilder text, IReadOnlyList<EvidenceEntry> evidence)
    {
        text.Append("\n## What was sampled\n\n");
        if (evidence.Count == 0)
        {
            text.Append("Nothing is kept.\n");
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"Kept in [evidence.json](../evidence.json), which `rekey check --evidence {Evidence.File}` writes.\n\n");
        text.Append("| protocol | schedules | steps | view changes | members at the beginning | deepest cascade | command |\n|---|--:|--:|--:|:-:|:-:|---|\n");
        foreach (var e in evidence)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {e.Protocol} | {e.Schedules:N0} | {e.Steps:N0} | {e.ViewChanges:N0} | {e.LeastMembers} to {e.MostMembers} | {e.DeepestCascade} | `{e.Command}` |\n");
        }
    }

    private static void Reasons(StringBuilder text, Matrix matrix, string title, Expected expected)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| property | protocols | reason |\n|---|---|---|\n");
        foreach (var group in matrix.Cells.Where(c => c.Expected == expected && c.Why.Length > 0).GroupBy(static c => (c.Property, c.Why)))
        {
            var names = group.Select(static c => c.Attack is { } path ? $"[{c.Protocol.Name}](../../{path})" : c.Protocol.Name);
            text.Append(CultureInfo.InvariantCulture, $"| {group.Key.Property} | {string.Join(", ", names)} | {group.Key.Why} |\n");
        }
    }
}
