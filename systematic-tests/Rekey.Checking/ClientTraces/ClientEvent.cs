using Rekey.Core;

namespace Rekey.Checking.ClientTraces;

/// <summary>An event of a log. Names are numbers here, those of the lists of its <see cref="ClientTrace"/>.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="File">In which file it is written.</param>
/// <param name="Line">In which line, from 1.</param>
/// <param name="Client">At which client.</param>
/// <param name="Group">In which group; -1 for all.</param>
/// <param name="View">Which view; -1 for none.</param>
/// <param name="Message">Which message; -1 for none.</param>
/// <param name="To">For whom alone a message is; -1 for the group.</param>
/// <param name="Service">By which service a message was sent; null where that is not said.</param>
/// <param name="SelfDiscard">Whether its sender is not to be delivered it.</param>
/// <param name="Members">The members of a view, ascending by number; else null.</param>
/// <param name="Together">Its transitional set; null where none is told.</param>
public sealed record ClientEvent(
    ClientEventKind Kind, int File, int Line, int Client, int Group, int View = -1, int Message = -1, int To = -1, Service? Service = null, bool SelfDiscard = false,
    int[]? Members = null, int[]? Together = null);

/// <summary>A message of a log.</summary>
/// <param name="From">Its sender.</param>
/// <param name="Group">To which group.</param>
/// <param name="Name">Its name.</param>
public readonly record struct ClientMessage(int From, int Group, string Name);

/// <summary>The logs of some clients.</summary>
/// <param name="Files">The files.</param>
/// <param name="Clients">The names of all clients, also of those who are only named; ascending.</param>
/// <param name="Groups">The names of the groups.</param>
/// <param name="Views">The names of the views, each with its group.</param>
/// <param name="Messages">The messages.</param>
/// <param name="Events">All events, as they are written.</param>
/// <param name="Logged">Of each client, whether it has a log: some event is its own.</param>
public sealed record ClientTrace(
    IReadOnlyList<string> Files, IReadOnlyList<string> Clients, IReadOnlyList<string> Groups, IReadOnlyList<(int Group, string Name)> Views,
    IReadOnlyList<ClientMessage> Messages, IReadOnlyList<ClientEvent> Events, IReadOnlyList<bool> Logged);
