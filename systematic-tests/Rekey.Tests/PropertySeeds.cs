using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Tests;

[assembly: SeededProperties]

namespace Rekey.Tests;

/// <summary>
/// Where the random values of all properties begin. A build must not turn red by chance, so it is one fixed seed; whoever looks for more bugs says otherwise
/// by <see cref="Variable"/> (CONTRIBUTING.md). A property that fails prints the seed to say.
/// </summary>
internal static class PropertySeeds
{
    /// <summary>The variable of the environment: unset for the fixed seed, <c>fresh</c> for another one each time, or a seed as a failure prints it.</summary>
    public const string Variable = "REKEY_PROPERTY_SEED";

    private const string Fixed = "20190107,17";

    /// <summary>The seed for FsCheck, or null for a fresh one.</summary>
    public static string? Of(string? wish) => wish switch
    {
        null or "" => Fixed,
        "fresh" => null,
        _ => wish,
    };

    /// <summary>For a property in the middle of a test that asks afterwards what was met.</summary>
    public static Config Throwing(int tests)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(tests);
        return Of(Environment.GetEnvironmentVariable(Variable)) is { } seed ? config.WithReplay(Part(seed, 0), Part(seed, 1)) : config;
    }

    private static ulong Part(string seed, int at) => ulong.Parse(seed.Trim('(', ')').Split(',')[at], CultureInfo.InvariantCulture);
}

/// <summary>Gives the seed to all properties of the assembly that name none.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class SeededPropertiesAttribute : PropertiesAttribute
{
    public SeededPropertiesAttribute() => Replay = PropertySeeds.Of(Environment.GetEnvironmentVariable(PropertySeeds.Variable));
}
