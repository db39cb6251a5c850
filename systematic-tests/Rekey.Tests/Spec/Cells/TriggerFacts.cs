using Rekey.Spec;
using static Rekey.Tests.Spec.Cells.Fact;
using static Rekey.Tests.Spec.Cells.Given;

namespace Rekey.Tests.Spec.Cells;

/// <summary>What sets the protocols of one table apart from those of another.</summary>
/// <param name="HasServer">Whether one member sends all keys (spec/protocols/c.md).</param>
/// <param name="CompletesAtOnce">Whether the announcement can be all that a member waits for.</param>
/// <param name="HasSpareMessages">Whether a message of a run can bring a member nothing (K-15); elsewhere each member needs all that it is sent.</param>
/// <param name="EarlyAt">States in which a message can come before what it rests on.</param>
internal sealed record TableTraits(bool HasServer, bool CompletesAtOnce, bool HasSpareMessages, params string[] EarlyAt)
{
    /// <summary>States of a member that waits for the leader, or has done with it: it may hear of a run from others first (A-07, K-14).</summary>
    public static string[] Between { get; } = ["Reporting", "AwaitingDone", "Keyed"];

    /// <summary>These, and those of an open run: where messages rest on each other, they may overtake each other during the run too.</summary>
    public static string[] Anywhere { get; } = [.. Between, "Leading", "Keying"];

    private static Dictionary<string, TableTraits> All { get; } =
        Discovery.Of<ITableTraits>(typeof(TableTraits).Assembly).ToDictionary(static t => t.Table, static t => t.Traits);

    /// <summary>The traits of a protocol's table.</summary>
    public static TableTraits Of(ProtocolSpec spec) => All.TryGetValue(spec.TableName, out var traits)
        ? traits
        : throw new KeyNotFoundException($"nothing in the tests says what sets the table of {spec.Name} apart; a class that does is an {nameof(ITableTraits)} for '{spec.TableName}'");
}

/// <summary>What is known of a table, said beside the tests of its protocol and found by its class.</summary>
internal interface ITableTraits
{
    /// <summary>The name of the table.</summary>
    string Table { get; }

    /// <summary>What sets it apart.</summary>
    TableTraits Traits { get; }
}

/// <summary>What must be true of a member for an input to mean something to it, said without the tables.</summary>
internal static class TriggerFacts
{
    /// <summary>What a trigger presupposes: one of these alternatives, all of it; none where the protocol has no such input.</summary>
    public static IReadOnlyList<Given[]> Of(string trigger, TableTraits traits) => trigger switch
    {
        "ViewLeads" or "ViewFollows" or "ViewAlone" => [No(Gone, Unblocked)],
        "Block" => [Yes(Unblocked)],
        "Leave" => [No(Gone)],
        "Key" => [[.. Yes(InView), .. No(Leads, RunOpen)]],
        "ReportPartial" => [Yes(Leads, ReportsMissing)],
        "ReportLast" => [Yes(Leads, ReportsMissing, Unblocked)],
        "Plan" => [[.. Yes(InView), .. No(Leads, Engaged)]],
        "PlanComplete" => traits.CompletesAtOnce ? [[.. Yes(InView, Unblocked), .. No(Leads, Engaged)]] : [],
        "Part" => [[.. Yes(Unblocked, RunOpen, Lacking), .. traits.HasServer ? No(Leads) : []]],
        "PartComplete" => [[.. Yes(Unblocked, RunOpen, Lacking), .. No(Leads)]],
        "PartEarly" => [Yes(Unblocked)],
        "PartMoot" => traits.HasSpareMessages
            ? [[.. Yes(InView), .. No(Unblocked)], [.. Yes(Announced), .. traits.HasServer ? No(Leads) : []]]
            : [[.. Yes(InView), .. No(Unblocked)]],
        "AckEarly" => traits.HasServer ? [] : [Yes(Leads, RunOpen, Unblocked, Lacking)],
        "AckPartial" or "AckLast" => [Yes(Leads, RunOpen)],
        "Done" or "DataStaged" => [Yes(Acknowledged)],
        "RefreshOwn" => [[.. Yes(Leads), .. No(Alone)]],
        "RefreshAlone" => [Yes(Alone)],
        "RefreshForward" => [No(Leads, Gone)],
        "RefreshAsked" => [[.. Yes(Leads, Announced), .. No(Alone)]],
        "SendKeyed" or "DataCommitted" => [Yes(Keyed)],
        "SendUnkeyed" => [No(Keyed, Gone)],
        _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger, "nothing is said of what this trigger presupposes"),
    };

    /// <summary>Whether an input can mean this to a member in this state: whether some alternative contradicts nothing that is true there.</summary>
    public static bool CanBe(string trigger, string state, TableTraits traits) =>
        (trigger != "PartEarly" || traits.EarlyAt.Contains(state)) && Of(trigger, traits).Any(a => Contradictions(a, StateFacts.Of(state)).Count == 0);

    /// <summary>What is presupposed and not true, of those facts that are known.</summary>
    public static IReadOnlyList<Given> Contradictions(Given[] presupposed, IEnumerable<Given> known)
    {
        var facts = known.ToDictionary(static g => g.Fact, static g => g.Is);
        return [.. presupposed.Where(p => facts.TryGetValue(p.Fact, out var truth) && truth != p.Is)];
    }
}
