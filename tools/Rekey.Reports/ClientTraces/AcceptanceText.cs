using System.Globalization;
using System.Text;
using Rekey.Checking.ClientTraces;
using Rekey.Monitors.GroupCommunication;

namespace Rekey.Reports.ClientTraces;

/// <summary>What is said of logs of clients, for people.</summary>
public static class AcceptanceText
{
    private const int Shown = 200;

    /// <summary>What a log cannot decide, whatever is in it, and why.</summary>
    public static IReadOnlyList<(string Property, string Why)> NeverDecided { get; } =
    [
        (nameof(MembershipPrecision), "a log that ends does not say what would still have come"),
        (nameof(DeliveryTermination), "a log that ends does not say what would still have come"),
        ("VS-6", "when a client was asked to be silent is not in a log"),
    ];

    /// <summary>The verdict, and what was asked.</summary>
    public static string Of(Acceptance said)
    {
        var text = new StringBuilder();
        if (said.Breach is { } breach)
        {
            Tell(text, breach);
        }
        else
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"accepted by {NameOf(said.Model)}");
        }

        var trace = said.Trace;
        var (events, clients, groups) = (Count(trace.Events.Count, "event"), Count(trace.Clients.Count, "client"), Count(trace.Groups.Count, "group"));
        text.AppendLine(Line("events", $"{events} of {clients} in {groups}; {Count(trace.Views.Count, "view")}, {Count(trace.Messages.Count, "message")}"));
        if (said.Breach is not null)
        {
            return $"{text}".TrimEnd();
        }

        foreach (var (property, asked) in said.Answers.Where(static a => a.Asked is null or > 0))
        {
            text.AppendLine(Line("holds", $"{property}{Times(asked)}"));
        }

        foreach (var (property, _) in said.Answers.Where(static a => a.Asked == 0))
        {
            text.AppendLine(Line("undecided", $"{property}: nothing in the log that it is about"));
        }

        foreach (var (property, why) in NeverDecided.Where(n => n.Property[0] != 'V' || said.Model == GroupModel.Vs))
        {
            text.AppendLine(Line("undecided", $"{property}: {why}"));
        }

        Unlogged(text, said);
        return $"{text}".TrimEnd();
    }

    private static void Tell(StringBuilder text, Breach breach)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"{breach.File}:{breach.Line}: {breach.Property} is broken");
        var line = File.Exists(breach.File) ? File.ReadLines(breach.File).ElementAtOrDefault(breach.Line - 1) : null;
        if (line is not null)
        {
            text.AppendLine(Line("line", line.Length > Shown ? $"{line[..Shown]}…" : line));
        }

        text.AppendLine(Line("what", breach.Text));
        text.AppendLine(Line("clause", $"{breach.Clause.Id}: {breach.Clause.Text} ({breach.Source})"));
    }

    private static void Unlogged(StringBuilder text, Acceptance said)
    {
        var without = said.Trace.Clients.Where((_, i) => !said.Trace.Logged[i]).ToList();
        if (without.Count > 0)
        {
            var (they, names) = (without.Count == 1 ? "it" : "they", string.Join(", ", without.Take(5)) + (without.Count > 5 ? ", …" : ""));
            text.AppendLine(Line("undecided", $"what {Count(without.Count, "client")} saw, and when {they} sent {Count(said.Unseen, "message")}: no log of {names}"));
        }
    }

    private static string NameOf(GroupModel model) => model == GroupModel.Vs ? "virtual synchrony" : "extended virtual synchrony";

    private static string Times(long? asked) => asked switch
    {
        null => "",
        1 => ", decided once",
        _ => string.Create(CultureInfo.InvariantCulture, $", decided {asked:N0} times"),
    };

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : "s")}");

    private static string Line(string head, string text) => $"  {head,-9}  {text}";
}
