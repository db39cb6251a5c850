using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Rekey.Core;
using Rekey.Worlds;
using Rekey.Worlds.Documents;

namespace Rekey.Checking.ClientTraces;

/// <summary>
/// Reads logs of what clients see. Whatever is not exactly such a log is refused with file, line and field, and with what was expected there.
/// </summary>
public sealed class ClientTraceReader
{
    private static readonly Dictionary<string, ClientEventKind> Kinds = Enum.GetValues<ClientEventKind>().ToDictionary(ClientTraceFormat.NameOf);
    private static readonly Dictionary<string, Service> Services = Enum.GetValues<Service>().ToDictionary(ClientTraceFormat.NameOf);

    private readonly Names<string> clients = new();
    private readonly Names<string> groups = new();
    private readonly Names<(int Group, string Name)> views = new();
    private readonly Names<ClientMessage> messages = new();
    private readonly Dictionary<int, (Service Service, int File, int Line)> sent = [];
    private readonly Dictionary<int, (int File, int Line)> crashed = [];
    private readonly HashSet<int> logged = [];
    private readonly List<ClientEvent> events = [];
    private readonly List<string> files = [];
    private int line;

    /// <summary>Reads some files, as one log.</summary>
    /// <exception cref="FormatException">One is no log of clients; the message names file and line.</exception>
    /// <exception cref="IOException">One cannot be read.</exception>
    public static ClientTrace ReadFiles(IEnumerable<string> paths)
    {
        var reader = new ClientTraceReader();
        foreach (var path in paths)
        {
            if (!File.Exists(path))
            {
                throw new FileNotFoundException($"{path}: {(Directory.Exists(path) ? "is a folder" : "there is no such file")}; {ClientTraceFormat.Kind.Expected}");
            }

            using var stream = File.OpenRead(path);
            reader.Add(path, stream);
        }

        return reader.ToTrace();
    }

    /// <summary>Reads one more file.</summary>
    /// <exception cref="FormatException">It is no log of clients; the message names file and line.</exception>
    public void Add(string name, Stream stream)
    {
        files.Add(name);
        var lines = new TraceLines(stream);
        try
        {
            for (line = 1; lines.Next(out var bytes); line = lines.Number + 1)
            {
                Read(bytes);
            }

            Require(line > 1, $"is empty");
        }
        catch (FormatException e)
        {
            throw new FormatException($"{name}:{line}: {e.Message}{(line == 1 ? $"; {ClientTraceFormat.Kind.Expected}" : "")}", e);
        }
    }

    /// <summary>What was read.</summary>
    /// <exception cref="FormatException">A message was delivered by another service than it was sent by.</exception>
    public ClientTrace ToTrace()
    {
        foreach (var e in events)
        {
            if (e is { Kind: ClientEventKind.Delivered, Service: { } said } && sent.TryGetValue(e.Message, out var known) && known.Service != said)
            {
                var (by, expected) = (ClientTraceFormat.NameOf(said), ClientTraceFormat.NameOf(known.Service));
                throw new FormatException(
                    $"{files[e.File]}:{e.Line}: service is '{by}'; expected '{expected}', by which {files[known.File]}:{known.Line} sent it");
            }
        }

        // Names in the order of their numbers, so that the members of a view can be put in order.
        var order = Enumerable.Range(0, clients.All.Count).OrderBy(i => clients.All[i], StringComparer.Ordinal).ToArray();
        var number = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            number[order[i]] = i;
        }

        int[]? Renamed(int[]? set) => set is null ? null : [.. set.Select(i => number[i]).Order()];
        return new ClientTrace(
            files, [.. order.Select(i => clients.All[i])], groups.All, views.All, [.. messages.All.Select(m => m with { From = number[m.From] })],
            [.. events.Select(e => e with { Client = number[e.Client], To = e.To < 0 ? -1 : number[e.To], Members = Renamed(e.Members), Together = Renamed(e.Together) })],
            [.. order.Select(logged.Contains)]);
    }

    private void Read(ReadOnlySpan<byte> bytes)
    {
        var read = Parse(bytes);
        if (line == 1)
        {
            Require(read.Format is not null, $"format is missing");
            Require(read.Format == ClientTraceFormat.Current, $"format is '{read.Format}'; expected '{ClientTraceFormat.Current}'");
            Require(read == new ClientLine { Format = read.Format! }, $"there is more than format in the first line");
            return;
        }

        Require(read.Event is not null, $"event is missing; expected one of {string.Join(", ", Kinds.Keys)}");
        Require(
            Kinds.TryGetValue(read.Event!, out var kind),
            $"event is '{read.Event}'{Suggestion.For(read.Event!, [.. Kinds.Keys])}; expected one of {string.Join(", ", Kinds.Keys)}");
        RequireFields(read, kind);
        Require(events.Count < ClientTraceFormat.MostEvents, $"expected at most {ClientTraceFormat.MostEvents} events");
        Add(read, kind);
    }

    private static ClientLine Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<ClientLine>(bytes, StrictJson.Dense) ?? throw new FormatException("null is not expected here; expected an object");
        }
        catch (JsonException e)
        {
            throw new FormatException($"no event: {JsonProblem.InLine(e)}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException("no event: a string is no text: half a surrogate pair", e);
        }
    }

    private void Add(ClientLine read, ClientEventKind kind)
    {
        var (file, client) = (files.Count - 1, clients.Of(read.Client));
        Require(
            !crashed.TryGetValue(client, out var end),
            $"client '{read.Client}' crashed in {files[end.File]}:{end.Line}; expected another name for one that comes back");
        var group = read.Group is null ? -1 : groups.Of(read.Group);
        logged.Add(client);
        var e = new ClientEvent(kind, file, line, client, group);
        switch (kind)
        {
            case ClientEventKind.View:
                e = e with { View = views.Of((group, read.View)), Members = Set(read.Members), Together = Set(read.Together) };
                break;
            case ClientEventKind.Sent:
                e = e with
                {
                    Message = messages.Of(new ClientMessage(client, group, read.Message)), Service = Services[read.Service],
                    To = read.To is null ? -1 : clients.Of(read.To), SelfDiscard = read.SelfDiscard.ValueKind == JsonValueKind.True,
                };
                Require(
                    sent.TryAdd(e.Message, (e.Service!.Value, file, line)),
                    $"message '{read.Message}' was sent already, in {files[sent[e.Message].File]}:{sent[e.Message].Line}; expected a name that its sender gave to no other");
                break;
            case ClientEventKind.Delivered:
                e = e with { Message = messages.Of(new ClientMessage(clients.Of(read.From), group, read.Message)), Service = read.Service is null ? null : Services[read.Service] };
                break;
            case ClientEventKind.Crashed:
                crashed.Add(client, (file, line));
                break;
            default:
                break;
        }

        events.Add(e);
    }

    private int[]? Set(IReadOnlyList<string>? names) => names is null ? null : [.. names.Select(clients.Of)];

    private static void RequireFields(ClientLine read, ClientEventKind kind)
    {
        var (fields, name) = (ClientTraceFormat.Events[kind], ClientTraceFormat.NameOf(kind));
        foreach (var (field, value) in Values(read))
        {
            var known = fields.FirstOrDefault(f => f.Name == field);
            Require(
                value is null || known is not null,
                $"{field} is there; a '{name}' has no such field, expected {string.Join(", ", fields.Select(static f => f.Name))}");
            Require(value is not null || known?.IsRequired != true, $"{field} is missing; a '{name}' has it");
            if (value is not null)
            {
                RequireValue(field, known!.Kind, value);
            }
        }
    }

    private static IEnumerable<(string Field, object? Value)> Values(ClientLine read) =>
    [
        ("format", read.Format), ("client", read.Client), ("group", read.Group), ("view", read.View), ("members", read.Members), ("together", read.Together),
        ("from", read.From), ("message", read.Message), ("service", read.Service), ("to", read.To), ("selfDiscard", read.SelfDiscard.ValueKind == JsonValueKind.Undefined ? null : read.SelfDiscard),
    ];

    private static void RequireValue(string field, FieldKind kind, object value)
    {
        switch (kind)
        {
            case FieldKind.Name:
                RequireName(field, (string)value);
                break;
            case FieldKind.Service:
                Require(Services.ContainsKey((string)value), $"{field} is '{value}'; expected one of {string.Join(", ", ClientTraceFormat.Services)}");
                break;
            case FieldKind.Names:
                var names = (IReadOnlyList<string>)value;
                Require(names.Count is >= 1 and <= ClientTraceFormat.MostMembers, $"{field} has {names.Count} names; expected 1 to {ClientTraceFormat.MostMembers}");
                foreach (var name in names)
                {
                    RequireName(field, name);
                }

                Require(names.Distinct(StringComparer.Ordinal).Count() == names.Count, $"{field} has a name twice");
                break;
            default:
                Require(((JsonElement)value).ValueKind is JsonValueKind.True or JsonValueKind.False, $"{field} is '{value}'; expected true or false");
                break;
        }
    }

    private static void RequireName(string field, string? name)
    {
        Require(name is not null, $"{field} has null; expected a name");
        Require(
            name!.Length >= 1 && (name.Length <= ClientTraceFormat.LongestName || name.EnumerateRunes().Count() <= ClientTraceFormat.LongestName),
            $"{field} has {name.EnumerateRunes().Count()} characters; expected 1 to {ClientTraceFormat.LongestName}");
        Require(!name.Any(char.IsControl), $"{field} has a control character");
    }

    private static void Require(bool condition, [InterpolatedStringHandlerArgument(nameof(condition))] Otherwise otherwise)
    {
        if (!condition)
        {
            throw new FormatException(otherwise.Text);
        }
    }

    /// <summary>A text that is made only where a condition does not hold: there are millions of conditions.</summary>
    [InterpolatedStringHandler]
    private readonly struct Otherwise
    {
        private readonly StringBuilder? text;

        public Otherwise(int literal, int holes, bool condition, out bool isNeeded)
        {
            isNeeded = !condition;
            text = condition ? null : new StringBuilder(literal + (8 * holes));
        }

        public string Text => $"{text}";

        public void AppendLiteral(string s) => text!.Append(s);

        public void AppendFormatted<T>(T value) => text!.Append(value);
    }

    /// <summary>Names, and their numbers in the order in which they appear.</summary>
    private sealed class Names<T>
        where T : notnull
    {
        private readonly Dictionary<T, int> numbers = [];

        public List<T> All { get; } = [];

        public int Of(T name)
        {
            if (!numbers.TryGetValue(name, out var number))
            {
                numbers.Add(name, number = All.Count);
                All.Add(name);
            }

            return number;
        }
    }
}
