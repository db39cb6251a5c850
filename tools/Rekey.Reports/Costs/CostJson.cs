using System.Text.Encodings.Web;
using System.Text.Json;
using Rekey.Costs;
using Rekey.Costs.Agreements;

namespace Rekey.Reports.Costs;

/// <summary>The report of <c>rekey costs --json</c>; names and meanings are stable within a format version.</summary>
public static class CostJson
{
    /// <summary>The version of the format.</summary>
    public const string Format = "rekey-costs/1";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The report.</summary>
    public static string Of(CostReport report, CostPlan plan) => JsonSerializer.Serialize(
        new
        {
            Format,
            plan.Policy,
            plan.Degree,
            Rows = report.Trees.Select(static r => new
            {
                Protocol = r.Protocol.Name,
                Event = r.Event.ToString().ToLowerInvariant(),
                r.Members,
                Registration = Phase(r.Measured[CostPhase.Registration]),
                Agreement = Phase(r.Measured[CostPhase.Agreement]),
                Distribution = Phase(r.Measured.Distribution),
                Termination = Phase(r.Measured[CostPhase.Termination]),
                r.Measured.KeysAtMember,
                r.Measured.KeysAtServer,
                r.Exact,
                r.Differences,
            }),
            Agreements = report.Agreements.Select(static c => new
            {
                c.Protocol,
                Event = c.Event.ToString().ToLowerInvariant(),
                Members = c.Size.Before,
                c.Size.Merging,
                c.Size.Leaving,
                c.Size.After,
                c.Size.Height,
                Lineup = Phase(c.Ledger[AgreementPhase.Lineup]),
                Agreement = Phase(c.Ledger[AgreementPhase.Agreement]),
                Termination = Phase(c.Ledger[AgreementPhase.Termination]),
                Signatures = Counts(c, static w => w.Signatures),
                Verifications = Counts(c, static w => w.Verifications),
                Exponentiations = Counts(c, static w => w.Exponentiations),
                SmallPowers = Counts(c, static w => w.SmallPowers),
                Products = Counts(c, static w => w.Products),
                Published = Enum.GetValues<CostColumn>().Where(q => c.PublishedValue(q) is not null).ToDictionary(
                    static q => JsonNamingPolicy.CamelCase.ConvertName(q.ToString()),
                    q => new { Formula = c.Published(q)!.Formula.Text, Value = c.PublishedValue(q), Provenance = c.Published(q)!.Provenance.ToString().ToLowerInvariant(), Reason = c.IsUnlikePublished(q) ? CostReasons.Find(c, q)?.Heading : null }),
                c.Differences,
            }),
        },
        Options) + "\n";

    private static object Phase(PhaseMessages messages) => new { messages.Unicasts, messages.Multicasts, messages.Bytes, messages.Rounds };

    private static object Counts(AgreementCost cost, Func<Work, int> quantity) => new { Serial = cost.Ledger.Serial(quantity), Total = cost.Ledger.Total(quantity) };

    private static object Phase(PhaseCost cost) => new { cost.PointToPoint, cost.Multicasts, cost.Keys, cost.Ciphertexts, cost.Bytes, cost.Rounds };
}
