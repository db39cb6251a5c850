using System.Globalization;

namespace Rekey.Reports.Exhaustive;

/// <summary>
/// How far a search is, in words. How much is left nobody knows before the end: states that were seen, how many come in a second, how many wait to be
/// expanded, and whether these become more or fewer. A frontier that shrinks for long is the only sign of an end.
/// </summary>
/// <param name="clock">How long the search has been going on.</param>
public sealed class SearchProgress(Func<TimeSpan> clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(1);

    /// <summary>A frontier that changes by less of it in the window is steady.</summary>
    private const double Slight = 0.03;

    private readonly Queue<(TimeSpan At, long States, long Waiting)> samples = new([(TimeSpan.Zero, 0, 0)]);
    private TimeSpan last;

    /// <summary>The words for now. Compared is with what was said up to ten seconds ago.</summary>
    /// <param name="states">States seen.</param>
    /// <param name="waiting">States of them that wait to be expanded.</param>
    public string Words(long states, long waiting)
    {
        var now = clock();
        while (samples.Count > 1 && now - samples.Peek().At > Window)
        {
            samples.Dequeue();
        }

        var before = samples.Peek();
        if (now - last >= Apart)
        {
            samples.Enqueue((now, states, waiting));
            last = now;
        }

        var rate = (states - before.States) / Math.Max((now - before.At).TotalSeconds, 0.001);
        var trend = waiting > before.Waiting + (Slight * before.Waiting) ? "growing" : waiting < before.Waiting - (Slight * before.Waiting) ? "shrinking" : "steady";
        return string.Create(CultureInfo.InvariantCulture, $"{states:N0} states, {rate:N0}/s, frontier {waiting:N0}, {trend}");
    }
}
