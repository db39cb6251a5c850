using Rekey.Checking;
using Rekey.Cli.Arguments;
using Rekey.Coyote;
using Rekey.Worlds;

namespace Rekey.Cli.Running;

/// <summary>What runs schedules: requests and reports are the same.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Strategy">The name that a strategy has in a request; null stands for the engine's default. Refuses an unknown one.</param>
/// <param name="Run">Explores.</param>
/// <param name="Workers">How many explorations can run at a time; null for one on each core.</param>
internal sealed record Engine(string Name, Func<string?, string> Strategy, Func<CheckRequest, CancellationToken, Action<long, double>?, CheckReport> Run, int? Workers = null)
{
    /// <summary>At most so many schedules for each mutant under Coyote, of which some hundred pass in a second, on one core.</summary>
    public const long CoyoteHunt = 2_000;

    /// <summary>This project's own.</summary>
    public static readonly Engine Explorer = new("explorer", Names.Strategy, Checker.Run);

    /// <summary>Microsoft Coyote, with the machines hosted by its actors.</summary>
    public static readonly Engine Coyote = new("coyote", CoyoteStrategyOf, CoyoteChecker.Run, Workers: 1);

    private static readonly Engine[] All = [Explorer, Coyote];

    /// <summary>What the option says of itself.</summary>
    public static string Help => $"What runs the schedules: {string.Join(", ", All.Select(static e => e.Name))} (default {Explorer.Name}).";

    /// <summary>An engine by name; the explorer where none is named.</summary>
    /// <exception cref="FormatException">No such engine.</exception>
    public static Engine Of(string? text) => text is null ? Explorer : All.FirstOrDefault(e => e.Name == text)
        ?? throw new FormatException(
            $"--engine '{text}': unknown engine{Suggestion.For(text, All.Select(static e => e.Name))}; expected one of {string.Join(", ", All.Select(static e => e.Name))}");

    private static string CoyoteStrategyOf(string? text)
    {
        try
        {
            return CoyoteStrategy.InRequest(text);
        }
        catch (FormatException e)
        {
            throw new FormatException($"--strategy {e.Message} under Coyote", e);
        }
    }
}
