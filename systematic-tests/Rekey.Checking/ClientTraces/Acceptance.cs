using Rekey.Monitors.GroupCommunication;

namespace Rekey.Checking.ClientTraces;

/// <summary>What a property says of a log.</summary>
/// <param name="Property">Its name.</param>
/// <param name="Asked">How often there was something to decide; null where that is not counted.</param>
public sealed record Answer(string Property, long? Asked);

/// <summary>An event that breaks a property.</summary>
/// <param name="Property">The property.</param>
/// <param name="Source">Who named it.</param>
/// <param name="Clause">The clause of it that is broken.</param>
/// <param name="Text">How, in words of the log.</param>
/// <param name="File">In which file.</param>
/// <param name="Line">In which line.</param>
public sealed record Breach(string Property, string Source, Clause Clause, string Text, string File, int Line);

/// <summary>What is said of a log.</summary>
/// <param name="Model">By which model.</param>
/// <param name="Trace">The log.</param>
/// <param name="Answers">What was asked.</param>
/// <param name="Breach">The first event that breaks something; null where the log is accepted.</param>
public sealed record Acceptance(GroupModel Model, ClientTrace Trace, IReadOnlyList<Answer> Answers, Breach? Breach)
{
    /// <summary>How many messages come from clients that have no log.</summary>
    public int Unseen => Trace.Messages.Count(m => !Trace.Logged[m.From]);
}
