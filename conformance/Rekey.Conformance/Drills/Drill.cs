using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.Wire;
using Rekey.Worlds;
using Rekey.Worlds.Adversary;
using Rekey.Worlds.Benches;

namespace Rekey.Conformance.Drills;

/// <summary>One changed message, and what came of it.</summary>
/// <param name="Scene">How the run began.</param>
/// <param name="Message">The type of the message.</param>
/// <param name="Place">Whether it was the first or the last of its type that was handed over in the run.</param>
/// <param name="Field">What was changed.</param>
/// <param name="Change">What stood there then.</param>
/// <param name="Answer">What the receiver did with it.</param>
/// <param name="After">What became of the run; empty where the message was rejected.</param>
public sealed record DrillResult(string Scene, string Message, string Place, string Field, string Change, string Answer, string After);

/// <summary>
/// Rejection drills: a small group is brought to a genuine message, one member says it with one thing changed, under its own signature, and the answer is
/// noted. Many checks are defence in depth: without them a wrong key would be stopped later, by an ack that names another one, and no exploration
/// could tell. A drill can (conformance/formats/drills.md).
/// </summary>
public static class Drill
{
    /// <summary>Drills every type of message of a protocol in every scene, over terms.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="mutate">Replaces every member's machine by a mutant.</param>
    public static IReadOnlyList<DrillResult> Run(ProtocolDefinition protocol, Func<IMachine, SuiteBinding, IMachine>? mutate = null)
    {
        var results = new List<DrillResult>();
        foreach (var scene in Scene.All)
        {
            var bench = new Bench(protocol, new SymbolicBinding(Scenario.NameOfGroup(0)), mutate);
            scene.Play(bench);
            foreach (var (place, message, before, heard) in Moments(bench))
            {
                Try(scene, place, message, before, heard, results);
            }
        }

        return results;
    }

    /// <summary>Number of the first result in which two drills differ, from 1; null where they agree.</summary>
    public static int? Difference(IReadOnlyList<DrillResult> expected, IReadOnlyList<DrillResult> found)
    {
        var same = expected.Zip(found).TakeWhile(static p => p.First == p.Second).Count();
        return same == expected.Count && same == found.Count ? null : same + 1;
    }

    /// <summary>A run handed over message by message: the members before the first and before the last message of each type, and the elements heard.</summary>
    private static IEnumerable<(string Place, Message Message, Bench Before, IReadOnlyList<CryptoValue> Heard)> Moments(Bench bench)
    {
        var heard = new List<CryptoValue>();
        var moments = new List<(Message Message, Bench Before, IReadOnlyList<CryptoValue> Heard)>();
        while (bench.Next() is { } parcel)
        {
            var message = bench.Open(parcel);
            moments.Add((message, bench.Fork(), [.. heard]));
            foreach (var element in MessageFields.Of(message).Where(static f => f.Kind == FieldKind.Element).Select(static f => f.Value!))
            {
                heard.Remove(element);
                heard.Add(element);
            }

            bench.Deliver(parcel);
        }

        foreach (var type in moments.GroupBy(static m => m.Message.Type.Name))
        {
            var (first, last) = (type.First(), type.Last());
            yield return ("first", first.Message, first.Before, first.Heard);
            if (!ReferenceEquals(first.Before, last.Before))
            {
                yield return ("last", last.Message, last.Before, last.Heard);
            }
        }
    }

    private static void Try(Scene scene, string place, Message message, Bench before, IReadOnlyList<CryptoValue> heard, List<DrillResult> results)
    {
        var parcel = before.Next()!;
        foreach (var alteration in Alterations.Of(before, parcel, heard))
        {
            var bench = before.Fork();
            bench.Table.RemoveAt(0);
            var (answer, after) = Answer(bench, alteration.To, new Received(alteration.From, alteration.Envelope));
            results.Add(new DrillResult(scene.Name, message.Type.Name, place, alteration.Field, alteration.Change, answer, after));
        }

        var twice = before.Fork();
        twice.Deliver(parcel);
        var (second, end) = Answer(twice, parcel.To, new Received(parcel.From, parcel.Envelope));
        results.Add(new DrillResult(scene.Name, message.Type.Name, place, "message", "a second time", second, end));
    }

    private static (string Answer, string After) Answer(Bench bench, MemberId to, Received received)
    {
        try
        {
            var state = bench[to];
            var outcome = bench.Feed(to, received);
            if (outcome is Rejected or Ignored && !ReferenceEquals(bench[to], state))
            {
                throw new SpecificationViolation("what is not taken changes no state");
            }

            return outcome is Rejected rejected
                ? ($"{rejected.Reason.Kind} at {rejected.Reason.Field} ({rejected.Rule.Id})", "")
                : (outcome is Moved ? "taken" : $"{outcome.GetType().Name} ({outcome.Rule.Id})", After(bench));
        }
        catch (SpecificationViolation bug)
        {
            return ($"broken: {bug.Message}", "");
        }
    }

    /// <summary>Everything else is handed over, and nothing more is changed.</summary>
    private static string After(Bench bench)
    {
        var begun = bench.Steps.Count;
        bench.Settle();
        var keys = bench.Members.Select(m => bench[m].Current).Where(k => k is not null && bench.Members.Any(m => bench[m].View?.Id == k.Epoch.View)).ToList();
        if (keys.GroupBy(static k => k!.Epoch).Any(static e => e.Select(static k => k!.Key).Distinct().Count() > 1))
        {
            return "MEMBERS OF ONE EPOCH USE DIFFERENT KEYS";
        }

        var rejections = bench.Steps.Skip(begun).Where(static s => s.Outcome is Rejected).Select(s =>
        {
            var rejected = (Rejected)s.Outcome;
            return $"{bench.Open(new Parcel(default, s.Member, ((Received)s.Input).Envelope))?.Type.Name ?? "a message"} is {rejected.Reason.Kind} ({rejected.Rule.Id})";
        }).Distinct().Order(StringComparer.Ordinal).ToList();
        var waiting = bench.Members.Any(m => bench.DeferredAt(m) > 0);
        return (IsDone(bench) ? "all use one key" : waiting ? "the run waits" : "the run stays open")
            + (rejections.Count == 0 ? "" : "; " + string.Join(", ", rejections));
    }

    /// <summary>Every member of the newest views has committed their newest run, and none has one open.</summary>
    private static bool IsDone(Bench bench)
    {
        var newest = bench.Members.Where(m => bench[m].View is not null).Max(m => bench[m].View!.Id.Counter);
        var present = bench.Members.Where(m => bench[m].View?.Id.Counter == newest).Select(m => bench[m]).ToList();
        return present.All(s => s.Staged is null && s.Current is not null && s.Current.Epoch == present[0].Current?.Epoch)
            && present.All(static s => s is not AgreementMember { Open: not null });
    }
}
