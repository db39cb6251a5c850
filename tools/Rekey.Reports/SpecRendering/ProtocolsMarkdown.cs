using System.Globalization;
using System.Text;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Reports.SpecRendering;

/// <summary>The list of all protocols, from the registry: what prose links to instead of listing them.</summary>
public static class ProtocolsMarkdown
{
    private const string Introduction =
        """

        # All protocols

        Each with its page, what it is in a line, where it comes from, the rules that are its own, the codes of its [messages](../wire/wire-format.md#3-header), and its control table. Protocols of one page differ in their key trees alone.

        | protocol | in a line | source | own rules | messages | table |
        |---|---|---|---|---|---|

        """;

    /// <summary>The document.</summary>
    public static string Of()
    {
        var text = new StringBuilder(TableMarkdown.Notice).Append(Introduction.ReplaceLineEndings("\n"));
        foreach (var protocol in ProtocolRegistry.All)
        {
            var spec = protocol.Spec;
            var page = SpecPlaces.Protocol(spec.Name).Path["spec/".Length..];
            text.Append(CultureInfo.InvariantCulture, $"| [{spec.Name}](../{page}) | {spec.Title} | {spec.Source} | {OwnRules(spec)} | {Codes(protocol)} | [{spec.TableName}]({spec.TableName}.table.md) |\n");
        }

        return text.ToString();
    }

    private static string OwnRules(ProtocolSpec spec)
    {
        var ids = spec.Rules.Select(static r => r.Id).Where(i => i.Split('-')[0] == spec.Name.Split('-')[0]).ToList();
        return ids.Count == 0 ? "-" : ids.Count == 1 ? ids[0] : $"{ids[0]} to {ids[^1]}";
    }

    private static string Codes(ProtocolDefinition protocol)
    {
        var codes = protocol.Messages.Types.Where(static t => t.Protection != Protection.GroupEncrypted).Select(static t => (int)t.Code).Order().ToList();
        var runs = codes.Select((code, i) => (Code: code, Run: code - i)).GroupBy(static c => c.Run, static c => c.Code).Select(static g => (First: g.First(), Last: g.Last()));
        return string.Join(", ", runs.Select(static r => r.First == r.Last ? Text(r.First) : $"{Text(r.First)} to {Text(r.Last)}"));
    }

    private static string Text(int code) => code.ToString(CultureInfo.InvariantCulture);
}
