using Rekey.Explorer;
using Rekey.Worlds;

namespace Rekey.Checking.Scripts;

/// <summary>A line that a command should have printed, or did and should not have.</summary>
/// <param name="Place">File and line.</param>
/// <param name="Command">The command.</param>
/// <param name="Expected">The line of the script; null where it has none there.</param>
/// <param name="Printed">What was printed; null where nothing was.</param>
public sealed record ScriptDifference(string Place, string Command, string? Expected, string? Printed)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Place}: '{Command}': expected {Quoted(Expected)}, found {Quoted(Printed)}";

    private static string Quoted(string? line) => line is null ? "nothing more" : $"'{line}'";
}

/// <summary>Runs scripts.</summary>
public static class Script
{
    /// <summary>What each command prints, in order.</summary>
    /// <exception cref="FormatException">A command that there is not, or that names what there is not; file and line are named, and what was expected.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Run(ScriptFile file)
    {
        var (run, printed) = ((ScriptRun?)null, new List<IReadOnlyList<string>>());
        foreach (var block in file.Blocks)
        {
            try
            {
                var words = block.Command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (words[0] == ScriptRun.First)
                {
                    run = ScriptRun.Begin(words[1..]);
                    printed.Add(run.States([]));
                }
                else
                {
                    printed.Add((run ?? throw new FormatException($"'{words[0]}' comes too early; expected '{ScriptRun.First} PROTOCOL members=N' before it")).Do(words));
                }
            }
            catch (Exception e) when (e is FormatException or InvalidChoiceException)
            {
                throw new FormatException($"{file.Name}:{block.Line}: {e.Message}", e);
            }
        }

        return printed;
    }

    /// <summary>Where a script is not what its commands print: of each command the first line.</summary>
    public static IReadOnlyList<ScriptDifference> Differences(ScriptFile file, IReadOnlyList<IReadOnlyList<string>> printed) =>
        [.. file.Blocks.Zip(printed).SelectMany(b => Difference(file.Name, b.First, b.Second) is { } found ? new[] { found } : [])];

    private static ScriptDifference? Difference(string name, ScriptBlock block, IReadOnlyList<string> printed)
    {
        var at = block.Golden.Zip(printed).TakeWhile(static l => l.First == l.Second).Count();
        return at == block.Golden.Count && at == printed.Count
            ? null
            : new ScriptDifference($"{name}:{block.Line + 2 + at}", block.Command, block.Golden.ElementAtOrDefault(at), printed.ElementAtOrDefault(at));
    }
}
