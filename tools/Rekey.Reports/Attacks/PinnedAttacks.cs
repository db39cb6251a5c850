using Rekey.Checking;
using Rekey.Explorer;
using Rekey.Explorer.Shrinking;
using Rekey.Reports.Files;
using Rekey.Reports.Rendering;
using Rekey.Reports.Replaying;
using Rekey.Reports.SpecRendering;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Worlds;
using Rekey.Worlds.Traces;

namespace Rekey.Reports.Attacks;

/// <summary>A property that a protocol is expected not to have.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Property">The property.</param>
public sealed record PinnedAttack(ProtocolDefinition Protocol, string Property)
{
    /// <summary>The name of its files, without their endings.</summary>
    public string Name => $"{Protocol.Spec.Name}-{Property}".ToLowerInvariant();

    /// <summary>The transcript, relative to the folder of attacks.</summary>
    public string Transcript => $"{Name}.verified.txt";

    /// <summary>The trace, relative to the folder of attacks.</summary>
    public string Trace => $"{Name}.trace.json";
}

/// <summary>
/// For every property that a protocol is expected not to have, a run that shows it, shrunk, as a transcript to read and a trace to replay:
/// conformance/transcripts/attacks.
/// </summary>
public static class PinnedAttacks
{
    /// <summary>Where they are, relative to the repository.</summary>
    public const string Folder = "conformance/transcripts/attacks";

    private const int MostMembers = 4;
    private const long Schedules = 2_000;

    /// <summary>All of them, in the order of the registry.</summary>
    public static IReadOnlyList<PinnedAttack> All { get; } =
        [.. from p in ProtocolRegistry.All from e in p.Spec.Expectations where e.Expected == Expected.FailsAsExpected select new PinnedAttack(p, e.Property)];

    /// <summary>Explores until the attack is found, and shrinks it. The same on every machine.</summary>
    /// <exception cref="InvalidOperationException">It was not found.</exception>
    /// <exception cref="OperationCanceledException">It was not found before it was cancelled.</exception>
    public static TraceDocument Find(PinnedAttack attack, CancellationToken cancel)
    {
        var request = new CheckRequest
        {
            Protocol = attack.Protocol,
            Scenarios = CheckRequest.DefaultScenarios(attack.Protocol, 1, MostMembers),
            Schedules = Schedules,
            EndsOn = attack.Property,
        };
        var found = Checker.Run(request, cancel).Findings.GetValueOrDefault(attack.Property)
            ?? throw (cancel.IsCancellationRequested ? (Exception)new OperationCanceledException(cancel) : new InvalidOperationException($"{attack.Name}: no attack in {Schedules} schedules"));
        var shrunk = new RunShrinker(request, new ShrinkBounds(), cancel).Shrink([found]);
        return TraceRecorder.Record(shrunk.Findings[0], request, null, shrunk.Steps < shrunk.From ? shrunk.From : null);
    }

    /// <summary>An attack to read.</summary>
    public static string TextOf(TraceDocument trace) => TraceText.Of(trace) + "\n";

    /// <summary>Writes the files of an attack into a folder.</summary>
    public static void Write(PinnedAttack attack, TraceDocument trace, string folder)
    {
        OutputPath.Write(Path.Combine(folder, attack.Transcript), TextOf(trace));
        OutputPath.Write(Path.Combine(folder, attack.Trace), TraceJson.Write(trace));
    }

    /// <summary>What is wrong with the files in a folder: one is missing or not expected, does not replay to the same end, or reads otherwise.</summary>
    public static IReadOnlyList<string> Verify(string folder)
    {
        var problems = All.Select(a => Problem(a, folder)).OfType<string>().ToList();
        var expected = All.SelectMany(static a => new[] { a.Transcript, a.Trace }).ToHashSet(StringComparer.Ordinal);
        problems.AddRange(RepositoryFiles.Under(folder, "", "").Where(f => !expected.Contains(f) && !f.EndsWith(".received.txt", StringComparison.Ordinal))
            .Select(static f => $"{f}: no protocol is expected to fail so"));
        return problems;
    }

    private static string? Problem(PinnedAttack attack, string folder)
    {
        var (text, trace) = (Path.Combine(folder, attack.Transcript), Path.Combine(folder, attack.Trace));
        if (!File.Exists(text) || !File.Exists(trace))
        {
            return $"{(File.Exists(text) ? attack.Trace : attack.Transcript)}: is missing";
        }

        try
        {
            var replay = Replay.Of(trace);
            var told = replay.Recorded.Scenario.Protocol == attack.Protocol.Spec.Name && replay.Recorded.Verdict.Property == attack.Property;
            return !told ? $"{attack.Trace}: is not an attack on {attack.Property} of {attack.Protocol.Spec.Name}"
                : !replay.SameVerdict ? $"{attack.Trace}: ends otherwise now: {TraceText.Verdict(replay.Replayed)}"
                : !replay.SameSteps ? $"{attack.Trace}: reads otherwise now"
                : File.ReadAllText(text).ReplaceLineEndings("\n") != TextOf(replay.Replayed) ? $"{attack.Transcript}: is not the text of the trace"
                : null;
        }
        catch (Exception e) when (e is FormatException or InvalidChoiceException)
        {
            return $"{attack.Trace}: {e.Message}";
        }
    }
}
