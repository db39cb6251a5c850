using System.Text;

namespace Rekey.Conformance.Drills;

/// <summary>The table of a protocol's drills: for every message type and field, what is answered to which change (conformance/formats/drills.md).</summary>
public static class DrillText
{
    private const int AnswerColumn = 34;
    private const int PlaceColumn = 88;

    /// <summary>The table. Results that say the same are one line, with the scenes in which they were met.</summary>
    public static string Of(string protocol, IReadOnlyList<DrillResult> results)
    {
        var text = new StringBuilder($"protocol {protocol}, over terms\n");
        foreach (var message in results.GroupBy(static r => r.Message))
        {
            text.Append($"\n== {message.Key}\n");
            foreach (var field in message.GroupBy(static r => r.Field))
            {
                text.Append($"{field.Key}\n");
                foreach (var change in field.GroupBy(static r => r.Change))
                {
                    Append(text, change.Key, [.. change]);
                }
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string change, IReadOnlyList<DrillResult> results)
    {
        var answers = results.GroupBy(static r => (r.Answer, r.After)).ToList();
        foreach (var answer in answers)
        {
            var line = $"  {change}".PadRight(AnswerColumn) + ' ' + answer.Key.Answer + (answer.Key.After.Length == 0 ? "" : $" -> {answer.Key.After}");
            text.Append(answers.Count == 1 ? line : line.PadRight(PlaceColumn) + " | " + Places(answer, results)).Append('\n');
        }
    }

    /// <summary>Where an answer was given: the first or the last message of its type, or the scenes.</summary>
    private static string Places(IEnumerable<DrillResult> given, IReadOnlyList<DrillResult> all)
    {
        var here = given.Select(static r => (r.Scene, r.Place)).ToHashSet();
        var everywhere = all.Select(static r => (r.Scene, r.Place)).ToHashSet();
        foreach (var place in new[] { "first", "last" })
        {
            if (here.SetEquals(everywhere.Where(p => p.Place == place)))
            {
                return place;
            }
        }

        return string.Join(' ', here.GroupBy(static p => p.Scene).Select(scene =>
            scene.Count() == everywhere.Count(p => p.Scene == scene.Key) ? scene.Key : $"{scene.Key}/{scene.First().Place}"));
    }
}
