using Rekey.Worlds.Traces;

namespace Rekey.Reports.Rendering;

/// <summary>A line of the list of steps.</summary>
/// <param name="Kind">What it shows; the name of its style.</param>
/// <param name="Text">The text.</param>
/// <param name="Rule">A rule to show as a tag before the text.</param>
/// <param name="Rows">How many rows of text it may need.</param>
public sealed record StepLine(string Kind, string Text, string? Rule = null, int Rows = 1);

/// <summary>What the list of steps says of a step.</summary>
public static class StepLines
{
    private const int Most = 9;
    private const int Wide = 58;
    private const int VerdictWidth = 50;

    /// <summary>The lines of a row; the row after the last step is the end of the run.</summary>
    public static IReadOnlyList<StepLine> Of(TraceStory story, int row)
    {
        var (trace, lines) = (story.Trace, new List<StepLine>());
        if (row > trace.Steps.Count)
        {
            lines.Add(new StepLine("what", "end of the run"));
        }
        else
        {
            Step(trace.Steps[row - 1], lines);
        }

        if (lines.Count > Most)
        {
            var more = lines.Count - Most + 1;
            lines.RemoveRange(Most - 1, more);
            lines.Add(new StepLine("effect", $"and {more} more"));
        }

        if (trace.Verdict.Step == row && trace.Verdict.Property is { } property)
        {
            var text = $"{property} is violated: {trace.Verdict.Message}";
            lines.Add(new StepLine("verdict", text, null, 1 + (text.Length / VerdictWidth)));
        }

        return lines;
    }

    private static void Step(TraceStep step, List<StepLine> lines)
    {
        lines.Add(Wrapped("what", step.Text));
        for (var i = 0; i < step.Records.Count; i++)
        {
            var record = step.Records[i];
            var then = i == 0 ? "" : $"then {record.Input}: ";
            lines.Add(new StepLine("move", then + TraceText.Transition(record).Replace("->", "→", StringComparison.Ordinal), record.Rule));
            lines.AddRange(TraceText.Effects(record).Select(e => Wrapped("effect", e)));
        }
    }

    private static StepLine Wrapped(string kind, string text) => new(kind, text, null, 1 + (text.Length / Wide));
}
