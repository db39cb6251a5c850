using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rekey.Conformance;

/// <summary>Writes and verifies the files below conformance/.</summary>
public static class VectorFiles
{
    // Within one process the files are the same: everything comes from seeds (W-21).
    private static readonly Lazy<IReadOnlyList<(string Path, string Content)>> Once = new(All);

    /// <summary>Every file, made once in this process.</summary>
    public static IReadOnlyList<(string Path, string Content)> Made => Once.Value;

    /// <summary>Every file, made anew.</summary>
    public static IReadOnlyList<(string Path, string Content)> All() =>
        [.. typeof(VectorFiles).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(VectorSet)))
            .Select(t => (VectorSet)Activator.CreateInstance(t)!)
            .SelectMany(s => s.Files())
            .OrderBy(f => f.Path, StringComparer.Ordinal)];

    /// <summary>Writes every file below a folder, and gives the paths.</summary>
    public static IReadOnlyList<string> Generate(string folder) => Write(folder, Made);

    /// <summary>Writes files made before below a folder, and gives the paths.</summary>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<(string Path, string Content)> made)
    {
        var paths = new List<string>();
        foreach (var (path, content) in made)
        {
            var target = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, content);
            paths.Add(target);
        }

        return paths;
    }

    /// <summary>
    /// Compares every file below a folder with what the reference does. Each failure names the file, the case, and the first field that differs.
    /// </summary>
    public static IReadOnlyList<string> Verify(string folder) => Verify(folder, Made);

    /// <summary>Compares the files below a folder with files made before.</summary>
    public static IReadOnlyList<string> Verify(string folder, IReadOnlyList<(string Path, string Content)> made)
    {
        var failures = new List<string>();
        foreach (var (path, content) in made)
        {
            var target = Path.Combine(folder, path);
            if (!File.Exists(target))
            {
                failures.Add($"{path}: the file is missing");
                continue;
            }

            var found = File.ReadAllText(target).ReplaceLineEndings("\n");
            if (found != content)
            {
                failures.AddRange(path.EndsWith(".json", StringComparison.Ordinal) ? JsonDifferences(path, content, found) : [LineDifference(path, content, found)]);
            }
        }

        return failures;
    }

    private static IEnumerable<string> JsonDifferences(string path, string expected, string found)
    {
        JsonNode? other;
        string? broken = null;
        try
        {
            other = JsonNode.Parse(found, null, new JsonDocumentOptions { AllowDuplicateProperties = false });
            broken = other is JsonObject ? null : $"{path}: expected an object";
        }
        catch (JsonException e)
        {
            (other, broken) = (null, $"{path}: no JSON{(e.LineNumber is { } line ? $" at line {line + 1}" : "")}: {e.Message.Split(" LineNumber")[0].Split(", when isFinalBlock")[0]}");
        }

        if (broken is not null)
        {
            return [broken];
        }

        var differences = new List<string>();
        Compare(JsonNode.Parse(expected), other, "", differences);
        return differences.Count == 0
            ? [$"{path}: the values agree, the text does not; generate it anew"]
            : differences.DistinctBy(d => CaseOf(d, other)).Select(d => $"{path}: {CaseOf(d, other)}: {d}");
    }

    /// <summary>The id of the case that a difference is in, or the part of the file.</summary>
    private static string CaseOf(string difference, JsonNode? document)
    {
        var parts = difference.Split(' ')[0].Split('.');
        return parts is ["cases", var index, ..] && int.TryParse(index, out var i) && document?["cases"] is JsonArray cases && i < cases.Count
            ? $"case {cases[i]?["id"]}"
            : parts.Length > 1 ? string.Join('.', parts.Take(2)) : parts[0];
    }

    private static void Compare(JsonNode? expected, JsonNode? found, string place, List<string> differences)
    {
        switch (expected, found)
        {
            case (JsonObject a, JsonObject b):
                foreach (var name in a.Select(p => p.Key).Union(b.Select(p => p.Key)))
                {
                    Compare(a[name], b[name], place.Length == 0 ? name : $"{place}.{name}", differences);
                }

                break;
            case (JsonArray a, JsonArray b):
                for (var i = 0; i < Math.Max(a.Count, b.Count); i++)
                {
                    Compare(i < a.Count ? a[i] : null, i < b.Count ? b[i] : null, $"{place}.{i}", differences);
                }

                break;
            default:
                if (!JsonNode.DeepEquals(expected, found))
                {
                    differences.Add($"{place} {Difference(expected?.ToString() ?? "nothing", found?.ToString() ?? "nothing")}");
                }

                break;
        }
    }

    private static string Difference(string expected, string found)
    {
        var at = expected.Zip(found).TakeWhile(p => p.First == p.Second).Count();
        return $"differs at character {at}: expected ...{Around(expected, at)}, found ...{Around(found, at)}";
    }

    private static string Around(string text, int at) => text[Math.Max(0, at - 8)..Math.Min(text.Length, at + 16)];

    private static string LineDifference(string path, string expected, string found)
    {
        var (a, b) = (expected.Split('\n'), found.Split('\n'));
        var line = a.Zip(b).TakeWhile(p => p.First == p.Second).Count();
        return $"{path}: line {line + 1} {Difference(line < a.Length ? a[line] : "", line < b.Length ? b[line] : "")}";
    }
}
