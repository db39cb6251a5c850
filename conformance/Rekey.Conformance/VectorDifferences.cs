using System.Text.Json;
using System.Text.Json.Nodes;
using Rekey.Worlds.Documents;

namespace Rekey.Conformance;

/// <summary>
/// Where a file of vectors differs from what the reference does. Cases are found by their ids, and each is judged by itself: one that is broken, missing
/// or twice there is said, and says nothing of the others.
/// </summary>
internal static class VectorDifferences
{
    private const string Cases = "cases";

    /// <summary>The differences, one for each case and for each part of the file beside them.</summary>
    public static IReadOnlyList<string> Of(string path, string expected, string found)
    {
        JsonNode? other;
        try
        {
            using var json = StrictJson.Parse(found);
            other = json.RootElement.ValueKind == JsonValueKind.Object ? JsonNode.Parse(found) : null;
        }
        catch (JsonException e)
        {
            return [$"{path}: no vectors: {JsonProblem.Of(e)}"];
        }

        if (other is not JsonObject document)
        {
            return [$"{path}: no vectors: expected an object (at $)"];
        }

        var ours = JsonNode.Parse(expected)!.AsObject();
        List<string> differences = [.. Parts(ours, document), .. CaseDifferences(ours[Cases]!.AsArray(), document[Cases])];
        return [.. (differences.Count == 0 ? ["the values agree, the text does not; generate it anew"] : differences).Select(d => $"{path}: {d}")];
    }

    private static IEnumerable<string> Parts(JsonObject ours, JsonObject theirs) =>
        from name in ours.Select(static p => p.Key).Union(theirs.Select(static p => p.Key))
        where name != Cases
        let differences = Within(name, ours[name], theirs[name]).ToList()
        from difference in differences.DistinctBy(static d => string.Join('.', d.Split(' ')[0].Split('.').Take(2)))
        select $"{string.Join('.', difference.Split(' ')[0].Split('.').Take(2))}: {difference}";

    private static IEnumerable<string> CaseDifferences(JsonArray ours, JsonNode? theirs)
    {
        if (theirs is not JsonArray found)
        {
            yield return $"{Cases}: expected an array of cases, found {Kind(theirs)}";
            yield break;
        }

        var known = ours.Select(static (c, i) => (Id: c!["id"]!.GetValue<string>(), Case: c, Place: $"{Cases}.{i}")).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < found.Count; i++)
        {
            var place = $"{Cases}.{i}";
            if (IdOf(found[i]) is not { } id)
            {
                yield return $"{place}: expected a case, an object with an id, found {Kind(found[i])}";
            }
            else if (!seen.Add(id))
            {
                yield return $"case {id}: {place} is there already; expected each case once";
            }
            else if (known.Find(c => c.Id == id).Case is not { } expected)
            {
                yield return $"case {id}: {place} is none that the reference has";
            }
            else if (Within(place, expected, found[i]).FirstOrDefault() is { } difference)
            {
                yield return $"case {id}: {difference}";
            }
        }

        foreach (var (id, _, _) in known.Where(c => !seen.Contains(c.Id)))
        {
            yield return $"case {id}: is missing";
        }
    }

    private static string? IdOf(JsonNode? node) => node is JsonObject o && o["id"] is JsonValue value && value.TryGetValue<string>(out var id) ? id : null;

    private static IEnumerable<string> Within(string place, JsonNode? expected, JsonNode? found) => (expected, found) switch
    {
        (JsonObject a, JsonObject b) => a.Select(static p => p.Key).Union(b.Select(static p => p.Key)).SelectMany(name => Within($"{place}.{name}", a[name], b[name])),
        (JsonArray a, JsonArray b) => Enumerable.Range(0, Math.Max(a.Count, b.Count)).SelectMany(i => Within($"{place}.{i}", i < a.Count ? a[i] : null, i < b.Count ? b[i] : null)),
        _ when JsonNode.DeepEquals(expected, found) => [],
        (JsonValue, JsonValue) => [$"{place} {Difference(expected.ToString(), found.ToString())}"],
        _ => [$"{place} differs: expected {Kind(expected)}, found {Kind(found)}"],
    };

    /// <summary>The first character at which two texts differ, with what is around it.</summary>
    public static string Difference(string expected, string found)
    {
        var at = expected.Zip(found).TakeWhile(static p => p.First == p.Second).Count();
        return $"differs at character {at}: expected ...{Around(expected, at)}, found ...{Around(found, at)}";
    }

    private static string Around(string text, int at) => text[Math.Max(0, at - 8)..Math.Min(text.Length, at + 16)];

    private static string Kind(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "nothing",
    };
}
