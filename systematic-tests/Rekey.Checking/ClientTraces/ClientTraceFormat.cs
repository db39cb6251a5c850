using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Worlds.Documents;

namespace Rekey.Checking.ClientTraces;

/// <summary>What the value of a field is.</summary>
public enum FieldKind
{
    /// <summary>A name: 1 to <see cref="ClientTraceFormat.LongestName"/> characters, none a control character.</summary>
    Name,

    /// <summary>Different names, at least one and at most <see cref="ClientTraceFormat.MostMembers"/>.</summary>
    Names,

    /// <summary>One of the services, in small letters.</summary>
    Service,

    /// <summary>True or false.</summary>
    Flag,
}

/// <summary>A field of an event.</summary>
/// <param name="Name">How it is called.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="IsRequired">Whether it must be there.</param>
/// <param name="Meaning">What it means.</param>
public sealed record ClientField(string Name, FieldKind Kind, bool IsRequired, string Meaning);

/// <summary>
/// The format of logs of what clients see (spec/model/client-trace.md), as data: the reader reads by it, the writer is compared with it, and the schema is
/// written from it.
/// </summary>
public static class ClientTraceFormat
{
    /// <summary>The version of the format; a reader refuses any other.</summary>
    public const string Current = "rekey-client-trace/1";

    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 256;

    /// <summary>The largest view.</summary>
    public const int MostMembers = 1_024;

    /// <summary>The longest line, in bytes.</summary>
    public const int LongestLine = 1 << 20;

    /// <summary>The most events, in all files together.</summary>
    public const int MostEvents = 10_000_000;

    private static readonly ClientField Client = new("client", FieldKind.Name, true, "the client: one incarnation of it");
    private static readonly ClientField Group = new("group", FieldKind.Name, true, "the group");
    private static readonly ClientField Message = new("message", FieldKind.Name, true, "the message's name, which its sender gives to no other message to that group");

    /// <summary>What such a log is among the files of this project.</summary>
    public static DocumentKind Kind { get; } = new("a client trace", Current, "spec/model/client-trace.md describes it and rekey trace export");

    /// <summary>The services by their names, weakest first.</summary>
    public static IReadOnlyList<string> Services { get; } = [.. Enum.GetNames<Service>().Select(NameOf)];

    /// <summary>The events: what each has beside <c>event</c>.</summary>
    public static ImmutableSortedDictionary<ClientEventKind, IReadOnlyList<ClientField>> Events { get; } = new Dictionary<ClientEventKind, IReadOnlyList<ClientField>>
    {
        [ClientEventKind.Joined] = [Client, Group],
        [ClientEventKind.View] =
        [
            Client, Group,
            new("view", FieldKind.Name, true, "the view's name"),
            new("members", FieldKind.Names, true, "its members"),
            new("together", FieldKind.Names, false, "the transitional set: those of the client's last view who come with it, and it"),
        ],
        [ClientEventKind.Signal] = [Client, Group],
        [ClientEventKind.Sent] =
        [
            Client, Group, Message,
            new("service", FieldKind.Service, true, "by which service"),
            new("to", FieldKind.Name, false, "the one client that it is for; without it, it is for the group"),
            new("selfDiscard", FieldKind.Flag, false, "whether the sender asked not to be delivered it itself; without it, no"),
        ],
        [ClientEventKind.Delivered] =
        [
            Client, Group,
            new("from", FieldKind.Name, true, "its sender"),
            Message,
            new("service", FieldKind.Service, false, "by which service; needed only of a sender of whom there is no log"),
        ],
        [ClientEventKind.Left] = [Client, Group],
        [ClientEventKind.Crashed] = [Client],
    }.ToImmutableSortedDictionary();

    /// <summary>The name of an event.</summary>
    public static string NameOf(ClientEventKind kind) => NameOf(kind.ToString());

    /// <summary>The name of a service.</summary>
    public static string NameOf(Service service) => NameOf(service.ToString());

    private static string NameOf(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
