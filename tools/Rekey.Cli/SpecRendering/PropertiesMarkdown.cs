using System.Globalization;
using System.Text;
using Rekey.Spec;

namespace Rekey.Cli.SpecRendering;

/// <summary>Which properties a protocol is expected to have, and why not where it is not.</summary>
internal static class PropertiesMarkdown
{
    /// <summary>The document.</summary>
    public static string Of(ProtocolSpec spec)
    {
        var text = new StringBuilder(TableMarkdown.Notice);
        text.Append(CultureInfo.InvariantCulture, $"\n# Protocol {spec.Name}: expected properties\n\n");
        text.Append("Defined in [properties.md](../properties.md). `rekey check` fails where exploration finds otherwise: a violation of a property that holds, or no attack on one that fails.\n\n");
        text.Append("| property | expected | why it fails |\n|---|:-:|---|\n");
        foreach (var expectation in spec.Expectations)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {expectation.Property} | {(expectation.Expected == Expected.Holds ? "holds" : "**fails**")} | {expectation.Why} |\n");
        }

        return text.ToString();
    }
}
