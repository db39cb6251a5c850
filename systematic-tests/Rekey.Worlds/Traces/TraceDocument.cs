using System.Text.Json.Serialization;

namespace Rekey.Worlds.Traces;

/// <summary>A run, written down: enough to replay it, to read it, and to draw it.</summary>
/// <param name="Format">Always <see cref="CurrentFormat"/>.</param>
/// <param name="Scenario">What was explored.</param>
/// <param name="Lifelines">Names of all processes of the run, in order of appearance.</param>
/// <param name="Steps">What happened.</param>
/// <param name="Verdict">What the monitors said.</param>
public sealed record TraceDocument(
    string Format, TraceScenario Scenario, IReadOnlyList<string> Lifelines, IReadOnlyList<TraceStep> Steps, TraceVerdict Verdict)
{
    /// <summary>The version of the format; a reader refuses any other.</summary>
    public const string CurrentFormat = "rekey-trace/1";
}

/// <summary>What was explored; strategy, seed and schedule tell where the run came from, the choices are what is replayed.</summary>
/// <param name="Protocol">Name of the protocol.</param>
/// <param name="Mutant">Name of the mutant; null for the protocol as specified.</param>
/// <param name="Members">How many members the run began with.</param>
/// <param name="Faults">The fault budget, in its grammar.</param>
/// <param name="Strategy">The strategy that found the run.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Schedule">Number of the schedule.</param>
/// <param name="ShrunkFrom">How many steps the run had when it was found, where it was shrunk since; members and faults may be fewer too.</param>
/// <param name="Start">From what the run began (<see cref="RunStart"/>); null where it is plain.</param>
public sealed record TraceScenario(
    string Protocol,
    string? Mutant,
    int Members,
    string Faults,
    string Strategy,
    ulong Seed,
    long Schedule,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ShrunkFrom = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Start = null)
{
    /// <summary>How a start is written: not at all where it is plain.</summary>
    public static string? StartOf(Scenario scenario) => scenario.Start == RunStart.Plain ? null : scenario.Start.ToString();

    /// <summary>The start that is written here.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static RunStart ReadStart(string? text) => text is null ? RunStart.Plain : RunStart.Parse(text);
}

/// <summary>One transition of the world.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Choice">What is replayed.</param>
/// <param name="Process">To whom it happened; null where it happened to a component or to the network.</param>
/// <param name="Text">What happened, in one line.</param>
/// <param name="Message">The message that was handed over; null where none was.</param>
/// <param name="Records">What machines did, in order.</param>
/// <param name="View">The view that was agreed or installed; null where none was.</param>
/// <param name="Group">Where there are several groups, the one in which it happened; null where it happened to more than one.</param>
public sealed record TraceStep(
    int Number, TraceChoice Choice, string? Process, string Text, TraceMessage? Message, IReadOnlyList<TraceRecord> Records, string? View,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Group = null);

/// <summary>A choice, readable.</summary>
/// <param name="Move">Name of the <see cref="Worlds.Move"/>.</param>
/// <param name="A">First operand.</param>
/// <param name="B">Second operand.</param>
/// <param name="Option">Option.</param>
public sealed record TraceChoice(string Move, short A, short B, int Option);

/// <summary>A message that travels.</summary>
/// <param name="From">The sender that the transport names.</param>
/// <param name="To">The receivers; for a multicast, all others of the view.</param>
/// <param name="Text">The message.</param>
/// <param name="Hostile">Whether the adversary played it.</param>
public sealed record TraceMessage(string From, IReadOnlyList<string> To, string Text, bool Hostile);

/// <summary>A machine's step.</summary>
/// <param name="Process">Whose.</param>
/// <param name="Input">What it was offered.</param>
/// <param name="Outcome">Moved, Ignored, Deferred or Rejected.</param>
/// <param name="Rule">The rule that decided.</param>
/// <param name="From">The control state before.</param>
/// <param name="To">The control state after.</param>
/// <param name="Trigger">What the input was classified as; for a rejection, the reason.</param>
/// <param name="Effects">What the machine asked for, in order.</param>
/// <param name="Sent">The messages among the effects.</param>
public sealed record TraceRecord(
    string Process, string Input, string Outcome, string Rule, string From, string To, string Trigger, IReadOnlyList<string> Effects, IReadOnlyList<TraceMessage> Sent);

/// <summary>What the monitors said of the run.</summary>
/// <param name="Property">The violated property; null where all held.</param>
/// <param name="Message">What went wrong; empty where all held.</param>
/// <param name="Step">Number of the step after which it was seen; one more than the last for the end of the run; 0 where all held.</param>
/// <param name="LoopFrom">
/// Of a run without end, the first step of its loop: the steps before are the stem, those from there to the last are repeated for ever. Else null.
/// </param>
public sealed record TraceVerdict(
    string? Property, string Message, int Step, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? LoopFrom = null);
