using System.Globalization;
using System.Text;
using Rekey.Costs;
using Rekey.Costs.Agreements;
using Rekey.Reports.Costs;

namespace Rekey.Reports.SpecRendering;

/// <summary>What rekeying costs, measured, beside the formulas.</summary>
public static class CostsMarkdown
{
    private static readonly Lazy<string> Document = new(Render);

    private static readonly Lazy<string> AgreementDocument = new(RenderAgreements);
    private static readonly IReadOnlyList<int> AgreementSizes = [2, 3, 4, 5, 8, 16, 32, 64];
    private static readonly IReadOnlyList<int> LeaveSizes = [8, 16, 32];

    /// <summary>The document on protocols with key trees. Measured once in a process: it is the same every time.</summary>
    public static string Text => Document.Value;

    /// <summary>The document on key agreements.</summary>
    public static string AgreementText => AgreementDocument.Value;

    private static string Render()
    {
        var text = new StringBuilder(TableMarkdown.Notice);
        text.Append("\n# Costs\n\nMeasured from runs without faults by `rekey costs`, beside the paper's formulas and the exact ones.\n\n| column | meaning |\n|---|---|\n");
        foreach (var (column, meaning) in CostTable.Legend)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {column} | {meaning} |\n");
        }

        CostTable.Markdown(text, (CostPlan.Standard with { Agreements = [] }).Measure().Trees);
        return text.ToString();
    }

    private static string RenderAgreements()
    {
        var text = new StringBuilder(TableMarkdown.Notice);
        text.Append("\n# Costs of key agreements\n\nMeasured from runs without faults by `rekey costs`, beside the published figures and the exact formulas. ");
        text.Append(CultureInfo.InvariantCulture, $"[Why they differ](../{ReasonPlaces.Document["spec/".Length..]}).\n\n| column | meaning |\n|---|---|\n");
        foreach (var (column, meaning) in AgreementCostTable.Legend)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {column} | {meaning} |\n");
        }

        AgreementCostTable.Markdown(text, (CostPlan.Standard with { Protocols = [], Members = AgreementSizes }).Measure().Agreements);
        AgreementCostTable.Leaves(text, AgreementScenario.Protocols.SelectMany(static p => LeaveSizes.Select(n => AgreementRuns.Leaves(p, n))));
        return text.ToString();
    }
}
