using System.Globalization;
using System.Text.RegularExpressions;
using Rekey.Mutants;
using Rekey.Mutation;

namespace Rekey.Reports.Mutating;

/// <summary>The ways in which this project notices that it is broken.</summary>
public static partial class MutationChannels
{
    /// <summary>Names of all channels, in the order in which they are asked.</summary>
    public static IReadOnlyList<string> Names { get; } = ["exploration", "search", "vectors", "drills", "mutants", Campaign.Tests];

    // Pages are stale after every change of a table, and say nothing about what it means.
    private const string Filter = "FullyQualifiedName!~SpecRenderTests";

    private static readonly string[] Search = ["check", "--strategy", "exhaustive", "--workers", "1"];

    /// <summary>The channels.</summary>
    /// <param name="schedules">How many schedules of each protocol are explored.</param>
    public static IReadOnlyList<Channel> All(long schedules)
    {
        var many = schedules.ToString(CultureInfo.InvariantCulture);
        var verified = new Verification();
        return
        [
            Rekey("exploration", ["check", "--schedules", many, "--workers", "1"], [], static _ => true),

            // A mutant's own faults are chosen for sampling, and too many to be searched.
            Rekey("search", [.. Search, "--quick"], [.. Search, "--members", "3", "--faults", "leave=1,join=1"], static b => b.Area != Area.Mutant || !OwnMutants.Of(b).IsDrilled),
            new VerifiedChannel("vectors", verified, static file => !file.StartsWith("drills/", StringComparison.Ordinal)),
            new VerifiedChannel("drills", verified, static file => file.StartsWith("drills/", StringComparison.Ordinal)),
            Rekey("mutants", ["mutants", "--seeds", "1", "--bound", "20000"], [], static b => b.Area == Area.Monitor),
            new CommandChannel(Campaign.Tests, $"dotnet test Rekey.Verified.sln -c Release --filter {Filter}")
            {
                Arguments = static (_, built) => ["test", Path.Combine(built, "Rekey.Tests.dll"), "--filter", Filter, "--", "xUnit.StopOnFail=true"],
                Asked = static b => b.Area != Area.Mutant,
                Reading = static (code, output) => code == 0 ? null : FailedTest().Match(output) is { Success: true } failed ? failed.Groups[1].Value : $"exit code {code}",
            },
        ];
    }

    private static CommandChannel Rekey(string name, string[] arguments, string[] ofMutant, Func<Breakage, bool> asked) => new(name, $"rekey {string.Join(' ', arguments)}")
    {
        Arguments = (breakage, built) => ["exec", Path.Combine(built, "rekey.dll"), .. breakage.Area != Area.Mutant ? arguments
            : [.. ofMutant.Length > 0 ? ofMutant : arguments, "--mutant", OwnMutants.Of(breakage).Name]],
        Asked = asked,
        Reading = Read,
    };

    /// <summary>What an exit code says: 0 that all is as expected, 3 that not all was decided, everything else that something was noticed.</summary>
    private static string? Read(int code, string output) => code switch
    {
        ExitCode.AsExpected or ExitCode.Unfinished => null,
        _ => Property().Match(output) is { Success: true } property ? property.Value : $"exit code {code}",
    };

    [GeneratedRegex(@"^\s*(?:Failed|\[xUnit[^\]]*\])\s+Rekey\.Tests\.([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex FailedTest();

    [GeneratedRegex(@"(?<=VIOLATED: |caught by )[A-Z]\w+")]
    private static partial Regex Property();

    /// <summary>Vectors, transcripts and drills are verified at once; both channels read the same run.</summary>
    private sealed class Verification
    {
        private (string Id, int Code, string Output, bool TooLong)? last;

        public (int Code, string Output, bool TooLong) Of(Breakage breakage, Workshop shop, TimeSpan limit, CancellationToken cancel)
        {
            if (last?.Id != breakage.Id)
            {
                var run = CommandChannel.Run(["exec", Path.Combine(shop.Built, "rekey.dll"), "vectors", "verify"], shop.Folder, limit, cancel);
                last = (breakage.Id, run?.Code ?? 0, run?.Output ?? "", run is null);
            }

            return (last.Value.Code, last.Value.Output, last.Value.TooLong);
        }

        public void Forget() => last = null;
    }

    private sealed record VerifiedChannel(string Name, Verification Verified, Func<string, bool> Mine) : Channel(Name, "rekey vectors verify")
    {
        // Of a mutant by hand, drills alone are asked: it is a machine, and vectors are made by protocols.
        public override bool IsFor(Breakage breakage) => breakage.Area != Area.Mutant || (Mine("drills/") && OwnMutants.Of(breakage).IsDrilled);

        public override string? Ask(Breakage breakage, Workshop shop, TimeSpan limit, CancellationToken cancel)
        {
            if (breakage.Area == Area.Mutant)
            {
                return MutantDrill.Run(OwnMutants.Of(breakage)) is { } number ? $"drill {number}" : null;
            }

            var (code, output, tooLong) = Verified.Of(breakage, shop, limit, cancel);
            var failures = output.Split('\n').Where(static l => l.Contains(": ", StringComparison.Ordinal)).Select(static l => l.Split(": ")[0]);
            return tooLong ? CommandChannel.TooLong
                : code == ExitCode.AsExpected ? null
                : code == ExitCode.Violated ? failures.FirstOrDefault(Mine)
                : $"exit code {code}";
        }
    }
}
