using DiffEngine;

namespace Rekey.Tests;

/// <summary>Shows a person what differs, in the diff tool that DiffEngine finds. A build server is shown nothing (spec/decisions/ADR-0005).</summary>
internal static class DiffForPeople
{
    /// <summary>The variable by which a person asks for diffs where the output is redirected, as test runners do: 1.</summary>
    public const string Variable = "REKEY_DIFF";

    /// <summary>Opens the diff if somebody is there to see it.</summary>
    public static void Open(string received, string verified)
    {
        if (IsWanted(Environment.GetEnvironmentVariable, BuildServerDetector.Detected, Console.IsOutputRedirected))
        {
            DiffRunner.LaunchForText(received, verified);
        }
    }

    /// <summary>Never on a build server, whether it says so by CI or DiffEngine knows it; and only to those who ask, where nobody looks at the output.</summary>
    public static bool IsWanted(Func<string, string?> variable, bool isBuildServer, bool isRedirected) =>
        !isBuildServer && string.IsNullOrEmpty(variable("CI")) && (!isRedirected || variable(Variable) == "1");
}
