using Rekey.Core;
using Rekey.Runs;
using static Rekey.Tests.Spec.Cells.Fact;
using static Rekey.Tests.Spec.Cells.Given;

namespace Rekey.Tests.Spec.Cells;

/// <summary>What is true in each control state, said without the tables; of what is left out, either may be true.</summary>
internal static class StateFacts
{
    private static readonly Dictionary<string, Given[]> Facts = new()
    {
        ["Outside"] = No(Gone, InView, Unblocked, Leads, Alone, Keyed, RunOpen, Engaged, Announced, Acknowledged, ReportsMissing, Lacking),
        ["Left"] = [.. Yes(Gone), .. No(InView, Unblocked, Leads, Alone, Keyed, RunOpen, Engaged, Announced, Acknowledged, ReportsMissing, Lacking)],
        ["Gathering"] = [.. Yes(InView, Unblocked, Leads, ReportsMissing), .. No(Gone, Alone, Keyed, RunOpen, Engaged, Announced, Acknowledged, Lacking)],
        ["Reporting"] = Waiting,
        ["AwaitingKey"] = Waiting,
        ["Leading"] = Opened,
        ["Collecting"] = Opened,
        ["Keying"] = [.. Yes(InView, Unblocked, RunOpen, Engaged, Announced, Lacking), .. No(Gone, Leads, Alone, Acknowledged, ReportsMissing)],
        ["AwaitingDone"] = [.. Yes(InView, Unblocked, RunOpen, Engaged, Announced, Acknowledged), .. No(Gone, Leads, Alone, ReportsMissing, Lacking)],
        ["Keyed"] = [.. Yes(InView, Unblocked, Fact.Keyed, Announced), .. No(Gone, RunOpen, Engaged, Acknowledged, ReportsMissing, Lacking)],
        ["Blocked"] = [.. Yes(InView), .. No(Gone, Unblocked, Engaged, Acknowledged)],
        ["BlockedStaged"] = [.. Yes(InView, RunOpen, Engaged, Announced, Acknowledged), .. No(Gone, Unblocked, Leads, Alone, ReportsMissing, Lacking)],
    };

    /// <summary>A member that waits for its leader to begin.</summary>
    private static Given[] Waiting => [.. Yes(InView, Unblocked), .. No(Gone, Leads, Alone, Keyed, RunOpen, Engaged, Announced, Acknowledged, ReportsMissing, Lacking)];

    /// <summary>A leader with an open run.</summary>
    private static Given[] Opened => [.. Yes(InView, Unblocked, Leads, RunOpen, Engaged, Announced), .. No(Gone, Alone, Acknowledged, ReportsMissing)];

    /// <summary>What is said of a state, by its name.</summary>
    public static Given[] Of(string state) => Facts[state];

    /// <summary>What can be seen of a member, whatever its control state is called: facts that nothing but that name would show are left out.</summary>
    public static IEnumerable<Given> SeenIn(RunMember member)
    {
        var open = member.Running is not null;
        var view = member.View;
        var unblocked = view is not null && !member.IsBlocked;
        yield return new Given(InView, view is not null);
        yield return new Given(Unblocked, unblocked);
        yield return new Given(Leads, view?.Leader == member.Self);
        yield return new Given(Alone, view?.Members.Length == 1);
        yield return new Given(Keyed, member.Current is not null);
        yield return new Given(RunOpen, open);
        yield return new Given(Engaged, open && (unblocked || member.AwaitsDone));
        yield return new Given(Announced, open || member.Current is not null);
        yield return new Given(Acknowledged, member.AwaitsDone && member.Staged is not null);
        yield return new Given(ReportsMissing, member.Reports.Contains(null));
        yield return new Given(Lacking, member.Running?.IsComplete(member.Self) == false);
    }
}
