using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Rekey.Cli;

/// <summary>Shows how far long work has come: a moving bar for a person, else a line every few seconds on standard error.</summary>
internal static class ProgressReport
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    /// <summary>Does the named pieces of work one after the other. Each is given what to call with a count and the part that is done.</summary>
    public static IReadOnlyList<T> RunAll<T>(Terminal terminal, IReadOnlyList<string> names, string unit, Func<int, Action<long, double>, T> work)
    {
        if (!terminal.Interactive || !terminal.Console.Profile.Capabilities.Interactive)
        {
            return [.. names.Select((name, i) => work(i, Lines(terminal, name, unit)))];
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
                    results.Add(work(i, (done, part) =>
                    {
                        task.Value = part;
                        task.Description = $"{name} {done.ToString("N0", CultureInfo.InvariantCulture)} {unit}";
                    }));
                    task.Value = 1;
                }
            });
        return results;
    }

    private static Action<long, double> Lines(Terminal terminal, string name, string unit)
    {
        var clock = Stopwatch.StartNew();
        var next = LineEvery;
        return (done, part) =>
        {
            if (clock.Elapsed >= next && part < 1)
            {
                next = clock.Elapsed + LineEvery;
                terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {done:N0} {unit}, {100 * part:0}%"));
            }
        };
    }
}
