using System.Diagnostics;

namespace Rekey.Explorer.Shrinking;

/// <summary>How long shrinking may take; whatever is reached first ends it, with the best that was found until then.</summary>
/// <param name="Attempts">At most so many runs. With this bound alone the result is the same on every machine.</param>
/// <param name="Time">At most so long; null for no limit.</param>
public sealed record ShrinkBounds(int Attempts = 20_000, TimeSpan? Time = null);

/// <summary>A shorter run that violates the same.</summary>
/// <param name="Choices">The choices, all enabled when their turn comes.</param>
/// <param name="Violations">What it violates, of the properties that were asked for: all of them.</param>
/// <param name="Attempts">How many runs it took.</param>
public sealed record Shrunk(IReadOnlyList<Choice> Choices, IReadOnlyList<Violation> Violations, int Attempts);

/// <summary>
/// Shrinks runs by delta debugging over their choices: leaves some out, makes those of the others that are still enabled, and keeps what still
/// violates the same properties in fewer steps. Every candidate is run, so nothing is claimed that was not seen.
/// </summary>
/// <param name="runner">Runs candidates; its monitors watch at least the properties.</param>
/// <param name="properties">The properties that the run violates, and that every shorter one must; the first violation of one of them ends a run.</param>
/// <param name="bounds">How long it may take.</param>
/// <param name="cancel">Ends it early.</param>
public sealed class Shrinker<TWorld>(
    ScheduleRunner<TWorld> runner, IReadOnlyCollection<string> properties, ShrinkBounds bounds, CancellationToken cancel = default)
    where TWorld : IWorld
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private Choice[] best = [];
    private bool[] optional = [];
    private Violation[] violations = [];
    private int attempts;

    private bool Spent => attempts >= bounds.Attempts || clock.Elapsed > bounds.Time || cancel.IsCancellationRequested;

    /// <summary>
    /// Shrinks a run, in at most the bounds. The result is never longer. Null where the run, cut after its last choice, does not violate all of
    /// the properties: then there is nothing to shrink.
    /// </summary>
    public Shrunk? Shrink(IReadOnlyList<Choice> found)
    {
        (attempts, best) = (0, []);
        clock.Restart();
        if (!Try(found, found.Count, complete: false))
        {
            return null;
        }

        for (var before = int.MaxValue; best.Length < before && !Spent;)
        {
            before = best.Length;
            DropOptional();
            DropChunks();
        }

        LowerOptions();
        return new Shrunk(best, violations, attempts);
    }

    /// <summary>What may happen need not: one by one and in pairs, with all that can then not happen any more.</summary>
    private void DropOptional()
    {
        for (var last = best.Length - 1; last >= 0 && !Spent; last = Math.Min(last, best.Length) - 1)
        {
            if (!optional[last] || Without(i => i == last))
            {
                continue;
            }

            for (var first = last - 1; first >= 0 && !Spent; first--)
            {
                if (optional[first] && Without(i => i == last || i == first))
                {
                    break;
                }
            }
        }
    }

    /// <summary>Leaves out pieces of half the run, of a quarter, and so on down to single choices; the later pieces first.</summary>
    private void DropChunks()
    {
        for (var size = best.Length / 2; size >= 1; size /= 2)
        {
            for (var start = best.Length - size; start >= 0 && !Spent; start = Math.Min(start, best.Length) - size)
            {
                var from = start;
                Without(i => i >= from && i < from + size);
            }
        }
    }

    /// <summary>Of what has several options, the first is the plainest, as far as that violates the same: the fewest messages that count, the fewest parts, the message heard first.</summary>
    private void LowerOptions()
    {
        for (var i = 0; i < best.Length && !Spent; i++)
        {
            if (best[i].Option > 0)
            {
                var at = i;
                Try([.. best.Select((c, j) => j == at ? c with { Option = 0 } : c)], best.Length, complete: false);
            }
        }
    }

    /// <summary>Tries the best run without some of its choices: cut after the last of the others, then carried on to its end.</summary>
    private bool Without(Predicate<int> dropped)
    {
        var candidate = best.Where((_, i) => !dropped(i)).ToArray();
        return Try(candidate, best.Length - 1, complete: false) || (!Spent && Try(candidate, best.Length - 1, complete: true));
    }

    private bool Try(IReadOnlyList<Choice> candidate, int most, bool complete)
    {
        attempts++;
        var seen = runner.Follow(candidate, v => properties.Contains(v.Property), most, complete);
        if (!properties.All(p => seen.Any(v => v.Property == p)))
        {
            return false;
        }

        best = [.. runner.Choices];
        optional = [.. runner.WereOptional];
        violations = [.. seen.Where(v => properties.Contains(v.Property))];
        return true;
    }
}
