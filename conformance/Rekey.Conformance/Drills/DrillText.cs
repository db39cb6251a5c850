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

    /// <summary>Where an answer was given: the scenes, with first or last where it was not given to both.</summary>
    private static string Places(IEnumerable<DrillResult> given, IReadOnlyList<DrillResult> all) => string.Join(' ', given.GroupBy(static r => r.Scene).Select(scene =>
    {
        var (here, there) = (scene.Select(static r => r.Place).Distinct().ToList(), all.Where(r => r.Scene == scene.Key).Select(static r => r.Place).Distinct().Count());
        return here.Count == there ? scene.Key : $"{scene.Key}/{here[0]}";
    }));
}
