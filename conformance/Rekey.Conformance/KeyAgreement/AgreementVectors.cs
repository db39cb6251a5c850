using Rekey.Conformance.Drills;
using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.Wire;

namespace Rekey.Conformance.KeyAgreement;

/// <summary>
/// Messages of every key agreement in the registry that a member accepts, ignores, defers or rejects: <c>vectors/suite1/&lt;protocol&gt;-messages.json</c>.
/// The rejected ones are derived from the genuine ones, every field in turn.
/// </summary>
public sealed class AgreementVectors : VectorSet
{
    /// <inheritdoc/>
    public override IEnumerable<(string Path, string Content)> Files() => DrillFiles.KeyAgreements.Select(static protocol =>
    {
        var all = new AgreementCases(protocol);
        Genuine(all);
        var seen = new HashSet<string>();
        foreach (var moment in all.Moments.Where(m => seen.Add(m.Message.Type.Name)))
        {
            FormCases.AddTo(all, moment);
            MeaningCases.AddTo(all, moment, seen.Count == 1);
        }

        foreach (var (place, moment) in all.Ends)
        {
            LieCases.AddTo(all, moment, place);
        }

        return ($"vectors/suite1/{all.Prefix}-messages.json", all.Document().ToJson());
    });

    /// <summary>What honest members say: in time, blocked, and before its time.</summary>
    private static void Genuine(AgreementCases all)
    {
        var seen = new HashSet<string>();
        foreach (var moment in all.Moments)
        {
            var name = $"{moment.Scene}-{Names.Kebab(moment.Message.Type.Name)}";
            var id = seen.Add(name) ? name : name + "-last";
            all.Add(id, null, $"{moment.Message.Type.Name} of {moment.From}", Names.Situation(moment, id), moment.Stage, moment.To, moment.From, moment.Bytes);
            if (id == name)
            {
                var blocked = moment.Stage.Fork();
                blocked.Feed(moment.To, BlockRequested.Instance);
                all.Add(id + "-blocked", null, "the same, and the member is blocked", Names.Situation(moment, id) + "-blocked", blocked, moment.To, moment.From, moment.Bytes);
            }
        }

        Early(all);
    }

    /// <summary>Whatever can overtake the lineup, because it comes from somebody else.</summary>
    private static void Early(AgreementCases all)
    {
        var opened = all.Moments.First(static m => m.Message is LineupAnnouncement);
        var late = opened.To;
        var stage = opened.Stage.Fork().Settle((_, to) => to == late);
        foreach (var type in all.Protocol.Messages.Types)
        {
            var index = stage.Find(late, m => m.Type == type && m is not LineupAnnouncement && m.Header.Sender != stage.View.Leader);
            if (index >= 0)
            {
                all.Add($"early-{Names.Kebab(type.Name)}", null, $"{type.Name} of another member overtakes the lineup", $"{late}-waits-for-the-lineup", stage, late, stage.Sent[index].From, stage.BytesOf(index));
            }
        }
    }
}

/// <summary>Names of cases and situations.</summary>
internal static class Names
{
    /// <summary>The state of the receiver before a genuine message.</summary>
    public static string Situation(Moment moment, string id) => $"{moment.To}-before-{id}";

    /// <summary>A message type's name in lower case with hyphens.</summary>
    public static string Kebab(string name) =>
        string.Concat(name.Select(static (c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}
