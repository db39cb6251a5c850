using System.Globalization;
using System.Text;
using Rekey.Reports.Printing;
using Rekey.Worlds.Traces;

namespace Rekey.Reports.Rendering;

/// <summary>A trace as aligned lines of text: number, what happened, the move in the control table, the rule, what the machine asked for.</summary>
public static class TraceText
{
    private const int WidestText = 56;
    private const int WidestLine = 120;

    /// <summary>The text, without a line feed at its end.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="atMost">How many steps to show; of a longer trace the middle is left out, with a note.</param>
    public static string Of(TraceDocument trace, int atMost = int.MaxValue)
    {
        var text = new StringBuilder();
        text.Append(Heading(trace.Scenario)).Append('\n');
        var widths = Widths(trace);
        var (head, tail) = (atMost / 3, atMost - (atMost / 3));
        for (var i = 0; i < trace.Steps.Count; i++)
        {
            if (trace.Steps.Count > atMost && i == head)
            {
                i = trace.Steps.Count - tail;
                text.Append(CultureInfo.InvariantCulture, $"      ... {i - head} steps are left out here; the trace file has them ...\n");
            }

            if (trace.Verdict.LoopFrom == trace.Steps[i].Number)
            {
                text.Append(CultureInfo.InvariantCulture, $"      --- steps {trace.Steps[i].Number} to {trace.Steps.Count} are repeated for ever ---\n");
            }

            Step(text, trace.Steps[i], trace.Verdict.Step == trace.Steps[i].Number, widths);
        }

        return text.Append(Verdict(trace)).ToString();
    }

    /// <summary>Where a trace comes from, in a line.</summary>
    public static string Heading(TraceScenario scenario) => PlainText.OneLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{scenario.Protocol}{(scenario.Mutant is null ? "" : $", mutant {scenario.Mutant}")}, {scenario.Members} {(scenario.Members == 1 ? "member" : "members")}, faults {scenario.Faults}{(scenario.Start is { } start ? $", start {start}" : "")} (strategy {scenario.Strategy}, seed {scenario.Seed}, schedule {scenario.Schedule}{(scenario.ShrunkFrom is { } steps ? $"; shrunk from {steps} steps" : "")})"));

    /// <summary>The verdict, in a line.</summary>
    public static string Verdict(TraceDocument trace)
    {
        var verdict = trace.Verdict;
        return PlainText.OneLine(verdict.Property is null ? "verdict: no property that is expected to hold is violated"
            : verdict.Step > trace.Steps.Count ? $">> at the end of the run: {verdict.Property} is violated: {verdict.Message}"
            : string.Create(CultureInfo.InvariantCulture, $">> after step {verdict.Step}: {verdict.Property} is violated: {verdict.Message}"));
    }

    /// <summary>How the machine's state moved.</summary>
    public static string Transition(TraceRecord record) => PlainText.OneLine(record.Outcome switch
    {
        "Moved" => record.From == record.To ? record.From : $"{record.From} -> {record.To}",
        _ => $"{record.From}: {record.Outcome.ToLowerInvariant()}",
    });

    /// <summary>What the machine asked for; for a rejection, why.</summary>
    public static IEnumerable<string> Effects(TraceRecord record) =>
        (record.Outcome == "Rejected" ? [record.Trigger] : record.Effects.Select(Third)).Select(PlainText.OneLine);

    /// <summary>"send x" becomes "sends x".</summary>
    private static string Third(string effect)
    {
        var (verb, rest) = effect.Split(' ', 2) is [var v, var r] ? (v, " " + r) : (effect, "");
        return verb is "send" or "use" or "deliver" or "multicast" ? $"{verb}s{rest}" : effect;
    }

    private static (int Text, int Transition) Widths(TraceDocument trace) => (
        Math.Min(WidestText, trace.Steps.Where(s => s.Records.Count > 0).Select(s => s.Text.Length).DefaultIfEmpty(0).Max()),
        trace.Steps.SelectMany(s => s.Records).Select(r => Transition(r).Length).DefaultIfEmpty(0).Max());

    private static void Step(StringBuilder text, TraceStep step, bool violating, (int Text, int Transition) widths)
    {
        var begin = string.Create(CultureInfo.InvariantCulture, $"{(violating ? ">>" : "  ")}{step.Number,4}  ");
        if (step.Records.Count == 0)
        {
            text.Append(begin).Append(PlainText.OneLine(step.Text)).Append('\n');
        }

        for (var i = 0; i < step.Records.Count; i++)
        {
            var record = step.Records[i];
            var what = PlainText.OneLine(i == 0 ? step.Text : $"  then {record.Process} takes up {record.Input}");
            var line = $"{(i == 0 ? begin : new string(' ', begin.Length))}{what.PadRight(widths.Text)}  {Transition(record).PadRight(widths.Transition)}  {PlainText.OneLine(record.Rule)}";
            var effects = string.Join("; ", Effects(record));
            var separator = line.Length + effects.Length + 2 <= WidestLine ? "  " : $"\n{new string(' ', begin.Length + 4)}";
            text.Append(line).Append(effects.Length == 0 ? "" : separator).Append(separator == "  " ? effects : string.Join(separator, Effects(record))).Append('\n');
        }
    }
}
