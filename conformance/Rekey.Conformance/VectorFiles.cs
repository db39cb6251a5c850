using Rekey.Conformance.Reading;
using Rekey.Spec;

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
        [.. Discovery.Of<VectorSet>(typeof(VectorFiles).Assembly).SelectMany(static s => s.Files()).OrderBy(static f => f.Path, StringComparer.Ordinal)];

    /// <summary>Writes files made before below a folder, and gives the paths.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="made">The files.</param>
    /// <param name="write">Writes a file.</param>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<(string Path, string Content)> made, Action<string, string> write)
    {
        var paths = new List<string>();
        foreach (var (path, content) in made)
        {
            var target = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            write(target, content);
            paths.Add(target);
        }

        return paths;
    }

    /// <summary>
    /// Compares every file below a folder with what the reference does, and reads those that agree with the decoder. Each failure names the file, the case, and
    /// the first field that differs or what was found there.
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
            failures.AddRange(
                found == content ? Read(path, found).Select(wrong => $"{path}: {wrong}")
                : path.EndsWith(".json", StringComparison.Ordinal) ? VectorDifferences.Of(path, content, found)
                : [LineDifference(path, content, found)]);
        }

        return failures;
    }

    /// <summary>What the decoder finds wrong in a file, whatever made it: messages that are not what the file says of them.</summary>
    /// <param name="path">Below conformance/; it says what kind of file this is.</param>
    /// <param name="text">The file.</param>
    public static IEnumerable<string> Read(string path, string text) =>
        path.StartsWith("vectors/", StringComparison.Ordinal) ? VectorReading.Of(text)
        : path.StartsWith("transcripts/", StringComparison.Ordinal) ? TranscriptReading.Of(text)
        : [];

    private static string LineDifference(string path, string expected, string found)
    {
        var (a, b) = (expected.Split('\n'), found.Split('\n'));
        var line = a.Zip(b).TakeWhile(p => p.First == p.Second).Count();
        return $"{path}: line {line + 1} {VectorDifferences.Difference(line < a.Length ? a[line] : "", line < b.Length ? b[line] : "")}";
    }
}
