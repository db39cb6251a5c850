using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Rekey.Reports.Printing;

/// <summary>How far a piece of work is.</summary>
/// <param name="Words">In words.</param>
/// <param name="Part">The part that is done; null where nobody knows.</param>
public readonly record struct Standing(string Words, double? Part);

/// <summary>Shows how far long work has come: a moving bar for a person, else a line every few seconds on standard error.</summary>
public static class ProgressReport
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    /// <summary>Does the named pieces of work one after the other. Each is given what to call with a count and the part that is done.</summary>
    public static IReadOnlyList<T> RunAll<T>(Terminal terminal, IReadOnlyList<string> names, string unit, Func<int, Action<long, double>, T> work) =>
        RunAll(terminal, names, (i, show) => work(i, (done, part) => show(new Standing(string.Create(CultureInfo.InvariantCulture, $"{done:N0} {unit}"), part))));

    /// <summary>Does the named pieces of work one after the other. Each is given what to call with how far it is.</summary>
    public static IReadOnlyList<T> RunAll<T>(Terminal terminal, IReadOnlyList<string> names, Func<int, Action<Standing>, T> work)
    {
        if (!terminal.Interactive || !terminal.Console.Profile.Capabilities.Interactive)
        {
            return [.. names.Select((name, i) => work(i, Lines(terminal, name)))];
        }

        var results = new List<T>();
        terminal.Console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .Start(context =>
            {
                var tasks = names.Select(name => context.AddTask(Markup.Escape(name), autoStart: false, maxValue: 1)).ToList();
                for (var i = 0; i < tasks.Count; i++)
                {
                    var task = tasks[i];
                    var name = Markup.Escape(names[i]);
                    task.StartTask();
                    results.Add(work(i, standing =>
                    {
                        task.IsIndeterminate = standing.Part is null;
                        task.Value = standing.Part ?? 0;
                        task.Description = $"{name} {standing.Words}";
                    }));
                    task.IsIndeterminate = false;
                    task.Value = 1;
                }
            });
        return results;
    }

    private static Action<Standing> Lines(Terminal terminal, string name)
    {
        var clock = Stopwatch.StartNew();
        var next = LineEvery;
        return standing =>
        {
            if (clock.Elapsed >= next && standing.Part is not >= 1)
            {
                next = clock.Elapsed + LineEvery;
                terminal.Note(string.Create(CultureInfo.InvariantCulture, $"{name}: {standing.Words}{(standing.Part is { } part ? $", {100 * part:0}%" : "")}"));
            }
        };
    }
}
