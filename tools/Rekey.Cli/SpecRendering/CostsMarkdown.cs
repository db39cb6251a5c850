using System.Globalization;
using System.Text;
using Rekey.Cli.Costs;

namespace Rekey.Cli.SpecRendering;

/// <summary>What rekeying costs, measured, beside the formulas.</summary>
internal static class CostsMarkdown
{
    private static readonly Lazy<string> Document = new(Render);

    /// <summary>The document. Measured once in a process: it is the same every time.</summary>
    public static string Text => Document.Value;

    private static string Render()
    {
        var text = new StringBuilder(TableMarkdown.Notice);
        text.Append("\n# Costs\n\nMeasured from runs without faults by `rekey costs`, beside the paper's formulas and the exact ones.\n\n| column | meaning |\n|---|---|\n");
        foreach (var (column, meaning) in CostTable.Legend)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {column} | {meaning} |\n");
        }

        CostTable.Markdown(text, CostPlan.Standard.Measure());
        return text.ToString();
    }
}
