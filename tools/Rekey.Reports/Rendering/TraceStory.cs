using Rekey.Worlds;
using Rekey.Worlds.Traces;

namespace Rekey.Reports.Rendering;

/// <summary>A process's line in a sequence diagram.</summary>
/// <param name="Name">The process.</param>
/// <param name="Born">The step in which it appears; 0 for those that are there at the beginning.</param>
/// <param name="Ends">The step in which it crashes or leaves; null where it goes on to the end.</param>
/// <param name="End">Whether it crashes or leaves.</param>
public sealed record Lifeline(string Name, int Born, int? Ends, Sign? End);

/// <summary>A message on its way.</summary>
/// <param name="From">Sender; the adversary for what it plays.</param>
/// <param name="To">Receiver.</param>
/// <param name="Text">The message.</param>
/// <param name="Sent">The step that sent it.</param>
/// <param name="Taken">The step that handed it over; null where none did.</param>
/// <param name="Hostile">Whether the adversary played it.</param>
public sealed record Arrow(string From, string To, string Text, int Sent, int? Taken, bool Hostile)
{
    /// <summary>Name of the message's type.</summary>
    public string Type => Text.Split('[')[0];
}

/// <summary>A time in the life of a process: a view it is in, or a time of being blocked.</summary>
public sealed record Period(string Process, int From, int To, string Label);

/// <summary>Something at one point of a lifeline.</summary>
public sealed record Mark(string Process, int Step, string Label);

/// <summary>A trace, put together for drawing: from when to when things last, and which delivery belongs to which sending.</summary>
public sealed class TraceStory
{
    /// <summary>The name under which the adversary has a lifeline.</summary>
    public const string Adversary = "adversary";

    private readonly List<Arrow> arrows = [];
    private readonly List<Period> views = [];
    private readonly List<Period> blocks = [];
    private readonly List<Mark> keys = [];
    private readonly List<Mark> requests = [];
    private readonly List<Mark> states = [];
    private readonly Dictionary<string, (int Step, string View)> inView = [];
    private readonly Dictionary<string, int> blockedAt = [];
    private readonly Dictionary<string, (int Step, Sign Sign)> ended = [];

    /// <summary>Reads a trace.</summary>
    public TraceStory(TraceDocument trace)
    {
        Trace = trace;
        foreach (var step in trace.Steps)
        {
            TakeMessage(step);
            foreach (var record in step.Records)
            {
                TakeRecord(step, record);
            }

            TakeMove(step);
        }

        foreach (var process in inView.Keys.ToList())
        {
            CloseView(process, LastRow + 1);
            CloseBlock(process, LastRow + 1);
        }

        Lifelines = FindLifelines();
    }

    /// <summary>The trace.</summary>
    public TraceDocument Trace { get; }

    /// <summary>The processes, and the adversary where it plays.</summary>
    public IReadOnlyList<Lifeline> Lifelines { get; }

    /// <summary>All messages.</summary>
    public IReadOnlyList<Arrow> Arrows => arrows;

    /// <summary>Who was in which view, from installing it to leaving it.</summary>
    public IReadOnlyList<Period> Views => views;

    /// <summary>Who was blocked when.</summary>
    public IReadOnlyList<Period> Blocks => blocks;

    /// <summary>Where keys were taken into use; the label is the epoch.</summary>
    public IReadOnlyList<Mark> Keys => keys;

    /// <summary>What applications asked for.</summary>
    public IReadOnlyList<Mark> Requests => requests;

    /// <summary>Where machines came into another control state; the label is the state.</summary>
    public IReadOnlyList<Mark> States => states;

    /// <summary>Whether the verdict is of the end of the run, which then has a row of its own.</summary>
    public bool EndsInVerdict => Trace.Verdict.Property is not null && Trace.Verdict.Step > Trace.Steps.Count;

    /// <summary>Number of the last row.</summary>
    public int LastRow => Trace.Steps.Count + (EndsInVerdict ? 1 : 0);

    /// <summary>The move of a step.</summary>
    public static Move MoveOf(TraceStep step) => Move.Find(step.Choice.Move)!;

    /// <summary>How the fault of a step is shown.</summary>
    public static Sign SignOf(TraceStep step) => MoveOf(step) is Fault fault ? fault.Sign : Sign.None;

    private void TakeMessage(TraceStep step)
    {
        if (step.Message is not { } message || step.Process is not { } receiver)
        {
            return;
        }

        if (message.Hostile)
        {
            arrows.Add(new Arrow(Adversary, receiver, message.Text, step.Number, step.Number, true));
            return;
        }

        // Messages of one sender to one receiver stay in order, so the oldest one that reads the same is the one.
        var at = arrows.FindIndex(a => a.Taken is null && a.From == message.From && a.To == receiver && a.Text == message.Text);
        if (at >= 0)
        {
            arrows[at] = arrows[at] with { Taken = step.Number };
        }
    }

    private void TakeRecord(TraceStep step, TraceRecord record)
    {
        foreach (var sent in record.Sent)
        {
            arrows.AddRange(sent.To.Select(to => new Arrow(sent.From, to, sent.Text, step.Number, null, false)));
        }

        if (record.From != record.To && SignOf(step) != Sign.Square)
        {
            states.RemoveAll(s => s.Step == step.Number && s.Process == record.Process);
            states.Add(new Mark(record.Process, step.Number, record.To));
        }

        foreach (var effect in record.Effects)
        {
            var place = effect.LastIndexOf(" for ", StringComparison.Ordinal);
            if (effect.StartsWith("use ", StringComparison.Ordinal) && place > 0)
            {
                keys.Add(new Mark(record.Process, step.Number, effect[(place + 5)..]));
            }
        }
    }

    private void TakeMove(TraceStep step)
    {
        var move = MoveOf(step);
        if (step.Process is not { } process)
        {
            return;
        }

        if (move == Move.Block)
        {
            blockedAt[process] = step.Number;
        }
        else if (move == Move.Install)
        {
            CloseBlock(process, step.Number);
            CloseView(process, step.Number);
            inView[process] = (step.Number, step.View ?? "");
        }
        else if (SignOf(step) is Sign.Cross or Sign.Square)
        {
            CloseBlock(process, step.Number);
            CloseView(process, step.Number);
            ended[process] = (step.Number, SignOf(step));
        }
        else if (move is Fault { Sign: Sign.Request } request)
        {
            requests.Add(new Mark(process, step.Number, request.Word));
        }
    }

    private void CloseView(string process, int step)
    {
        if (inView.Remove(process, out var view))
        {
            views.Add(new Period(process, view.Step, step, view.View));
        }
    }

    private void CloseBlock(string process, int step)
    {
        if (blockedAt.Remove(process, out var since))
        {
            blocks.Add(new Period(process, since, step, ""));
        }
    }

    private List<Lifeline> FindLifelines()
    {
        var births = new Queue<int>(Trace.Steps.Where(s => SignOf(s) == Sign.Birth).Select(s => s.Number));
        var lines = Trace.Lifelines.Select((name, i) => new Lifeline(
            name,
            i < Trace.Scenario.Members || births.Count == 0 ? 0 : births.Dequeue(),
            ended.TryGetValue(name, out var end) ? end.Step : null,
            ended.TryGetValue(name, out end) ? end.Sign : null)).ToList();
        if (arrows.Exists(a => a.Hostile))
        {
            lines.Add(new Lifeline(Adversary, 0, null, null));
        }

        return lines;
    }
}
