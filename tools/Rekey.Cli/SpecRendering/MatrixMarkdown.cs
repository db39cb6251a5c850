using System.Globalization;
using System.Text;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Cli.SpecRendering;

/// <summary>Which protocol is expected to have which property, and why not where it is not.</summary>
internal static class MatrixMarkdown
{
    /// <summary>The document.</summary>
    public static string Of()
    {
        var protocols = ProtocolRegistry.All.Select(static p => p.Spec).ToList();
        var text = new StringBuilder(TableMarkdown.Notice);
        text.Append("\n# Protocols and properties\n\n");
        text.Append("Defined in [properties.md](../properties.md). `rekey check` fails where exploration finds otherwise: a violation of a property that holds, or no attack on one that fails.\n\n");
        text.Append("| property |").AppendJoin("", protocols.Select(static p => $" {p.Name} |")).Append("\n|---|").AppendJoin("", protocols.Select(static _ => ":-:|")).Append('\n');
        foreach (var property in protocols.SelectMany(static p => p.Expectations.Select(e => e.Property)).Distinct())
        {
            text.Append("| ").Append(property).Append(" |");
            foreach (var protocol in protocols)
            {
                text.Append(' ').Append(Cell(protocol, property)).Append(" |");
            }

            text.Append('\n');
        }

        return Reasons(text, protocols).ToString();
    }

    private static string Cell(ProtocolSpec protocol, string property) =>
        protocol.Expectations.FirstOrDefault(e => e.Property == property)?.Expected switch
        {
            Expected.Holds => "holds",
            Expected.FailsAsExpected => "**fails**",
            _ => "-",
        };

    private static StringBuilder Reasons(StringBuilder text, IReadOnlyList<ProtocolSpec> protocols)
    {
        var failing = protocols.SelectMany(p => p.Expectations.Where(static e => e.Expected == Expected.FailsAsExpected).Select(e => (Protocol: p, Expectation: e)));
        text.Append("\n## Why some fail\n\n| property | protocols | reason |\n|---|---|---|\n");
        foreach (var group in failing.GroupBy(static f => f.Expectation))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {group.Key.Property} | {string.Join(", ", group.Select(static f => f.Protocol.Name))} | {group.Key.Why} |\n");
        }

        return text;
    }
}
