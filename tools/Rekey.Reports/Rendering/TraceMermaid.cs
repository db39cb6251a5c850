using System.Globalization;
using System.Text;
using Rekey.Reports.Printing;
using Rekey.Worlds;
using Rekey.Worlds.Traces;

namespace Rekey.Reports.Rendering;

/// <summary>A trace as a Mermaid sequence diagram: an arrow where a message is handed over, notes for everything else.</summary>
public static class TraceMermaid
{
    /// <summary>The diagram.</summary>
    public static string Of(TraceDocument trace)
    {
        var story = new TraceStory(trace);
        var ids = story.Lifelines.Select((l, i) => (l.Name, Id: $"p{i}")).ToDictionary(l => l.Name, l => l.Id, StringComparer.Ordinal);
        var text = new StringBuilder("sequenceDiagram\n");
        text.Append(CultureInfo.InvariantCulture, $"    %% {TraceText.Heading(trace.Scenario)}\n");
        foreach (var line in story.Lifelines)
        {
            text.Append(CultureInfo.InvariantCulture, $"    participant {ids[line.Name]} as {Name(line.Name)}\n");
        }

        var all = $"{ids[trace.Lifelines[0]]},{ids[story.Lifelines[^1].Name]}";
        all = story.Lifelines.Count == 1 ? ids[trace.Lifelines[0]] : all;
        foreach (var step in trace.Steps)
        {
            var violating = trace.Verdict.Step == step.Number;
            Begin(text, violating);
            Step(text, step, story, ids, all);
            End(text, violating, trace, all);
        }

        if (story.EndsInVerdict)
        {
            Begin(text, true);
            End(text, true, trace, all);
        }

        return text.ToString();
    }

    private static void Begin(StringBuilder text, bool violating)
    {
        if (violating)
        {
            text.Append("    rect rgb(255, 224, 224)\n");
        }
    }

    private static void End(StringBuilder text, bool violating, TraceDocument trace, string all)
    {
        if (violating)
        {
            text.Append(CultureInfo.InvariantCulture, $"    Note over {all}: VIOLATED {Escape(trace.Verdict.Property!)}<br/>{Escape(trace.Verdict.Message)}\n    end\n");
        }
    }

    private static void Step(StringBuilder text, TraceStep step, TraceStory story, Dictionary<string, string> ids, string all)
    {
        var number = step.Number.ToString(CultureInfo.InvariantCulture);
        if (step.Message is { } message && step.Process is { } receiver)
        {
            var from = message.Hostile ? TraceStory.Adversary : message.From;
            var sent = story.Arrows.FirstOrDefault(a => a.Taken == step.Number && !a.Hostile)?.Sent;
            var origin = sent is null ? "" : string.Create(CultureInfo.InvariantCulture, $" (sent in {sent})");
            text.Append(CultureInfo.InvariantCulture, $"    {ids[from]}{(message.Hostile ? "-)" : "->>")}{ids[receiver]}: {number} {Escape(message.Text)}{origin}\n");
            Outcomes(text, step, ids);
            return;
        }

        var over = step.Process is { } process && ids.TryGetValue(process, out var id) ? id : all;
        text.Append(CultureInfo.InvariantCulture, $"    Note over {over}: {number} {Escape(step.Text)}\n");
        Outcomes(text, step, ids);
        if (StoryEnd(step))
        {
            text.Append(CultureInfo.InvariantCulture, $"    Note over {over}: ends here\n");
        }
    }

    private static bool StoryEnd(TraceStep step) => TraceStory.SignOf(step) is Sign.Cross or Sign.Square;

    private static void Outcomes(StringBuilder text, TraceStep step, Dictionary<string, string> ids)
    {
        foreach (var record in step.Records)
        {
            var effects = string.Join("; ", TraceText.Effects(record));
            text.Append(CultureInfo.InvariantCulture, $"    Note right of {ids[record.Process]}: {Escape(record.Rule)} {Escape(TraceText.Transition(record))}{(effects.Length > 0 ? "<br/>" + Escape(effects) : "")}\n");
        }
    }

    /// <summary>The bare word "end" would close a block.</summary>
    private static string Name(string name) => string.Equals(name, "end", StringComparison.OrdinalIgnoreCase) ? $"({name})" : Escape(name);

    /// <summary>Mermaid ends a statement at ';', reads '#...;' as an entity and '%%' as a comment, and takes markup for markup.</summary>
    private static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var c in PlainText.OneLine(string.Concat(text.Select(static c => char.IsControl(c) ? ' ' : c))).Replace("->", "→", StringComparison.Ordinal))
        {
            safe.Append(c switch
            {
                '#' => "#35;",
                ';' => "#59;",
                '<' => "#lt;",
                '>' => "#gt;",
                '%' => "#37;",
                '"' => "#quot;",
                _ => c.ToString(),
            });
        }

        return safe.ToString();
    }
}
