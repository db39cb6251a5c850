using System.Globalization;
using System.Text.RegularExpressions;

namespace Rekey.Checking.ClientTraces;

/// <summary>Puts the names of a log back where a property, which knows them by numbers only, says what is wrong.</summary>
internal static partial class TraceWords
{
    /// <summary>What is wrong, in words of the log.</summary>
    /// <param name="trace">The log.</param>
    /// <param name="views">The names of the views of the group, by their numbers.</param>
    /// <param name="run">The run.</param>
    /// <param name="text">What is wrong.</param>
    public static string Of(ClientTrace trace, IReadOnlyDictionary<uint, string> views, LoggedGroup run, string text)
    {
        var byText = new Lazy<Dictionary<string, int>>(() => run.Called.ToDictionary(static c => $"message {c.Key.Index} of {c.Key.Sender} in {c.Key.View}", static c => c.Value));
        text = Bare().Replace(text, "leave $1$2 together, only $3 got message $4 of $5 in $1");
        text = Message().Replace(text, m => byText.Value.TryGetValue(m.Value, out var called) ? $"message '{trace.Messages[called].Name}' of {Client(trace, m.Groups[1].Value)}" : m.Value);
        text = View().Replace(text, m => views.TryGetValue(Number(m), out var name) ? $"view '{name}'" : m.Value);
        return Id().Replace(text, m => Client(trace, m.Groups[1].Value));
    }

    private static uint Number(Match match) => uint.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    private static string Client(ClientTrace trace, string number) => trace.Clients[int.Parse(number, CultureInfo.InvariantCulture)];

    /// <summary>As the monitor of virtual synchrony says it.</summary>
    [GeneratedRegex(@"leave (\d+\.%)(\{[^}]*\}) together, only (\S+) got message (\d+) of (%\d{8}%)$")]
    private static partial Regex Bare();

    [GeneratedRegex(@"message \d+ of %(\d{8})% in \d+\.%(?:\d{8}%)?")]
    private static partial Regex Message();

    [GeneratedRegex(@"(\d+)\.%(?!\d)")]
    private static partial Regex View();

    [GeneratedRegex(@"%(\d{8})%")]
    private static partial Regex Id();
}
