namespace Rekey.Reports.Files;

/// <summary>All files that a command will write, tried and compared before it begins.</summary>
public static class OutputSet
{
    private static readonly StringComparer Names = OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;

    /// <summary>Checks that every file can be written, that no two of them are one file, and that none is a file that the command reads.</summary>
    /// <param name="outputs">Options with what was given for them; null for nothing.</param>
    /// <param name="inputs">The files that are read.</param>
    /// <exception cref="IOException">One cannot be written, or would be written over another.</exception>
    public static void Require(IReadOnlyList<(string Option, string? Path)> outputs, params IReadOnlyList<string> inputs)
    {
        var given = outputs.Where(static o => o.Path is not null).Select(static o => (o.Option, Path: o.Path!)).ToList();
        given.ForEach(static o => OutputPath.Require(o.Option, o.Path));
        var files = given.Where(static o => !RealPath.IsDevice(o.Path)).ToList();
        foreach (var (option, path) in files)
        {
            if (inputs.FirstOrDefault(i => AreOne(i, path)) is { } input)
            {
                throw new IOException($"{option} '{path}': is the input '{input}'; expected another file");
            }
        }

        for (var i = 1; i < files.Count; i++)
        {
            if (files.Take(i).FirstOrDefault(o => AreOne(o.Path, files[i].Path)) is { Option: { } other } first)
            {
                throw new IOException($"{files[i].Option} '{files[i].Path}': is the file of {other} '{first.Path}'; expected different files");
            }
        }
    }

    /// <summary>Whether two paths lead to one file, by links of either kind too.</summary>
    public static bool AreOne(string one, string other)
    {
        var (a, b) = (RealPath.Of(one), RealPath.Of(other));
        return Names.Equals(a, b) || AreLinked(new FileInfo(a), new FileInfo(b));
    }

    /// <summary>Two names of one file (hard links) have the same size and time, and who has the one to himself has the other.</summary>
    private static bool AreLinked(FileInfo one, FileInfo other)
    {
        if (!one.Exists || !other.Exists || one.Length != other.Length || one.LastWriteTimeUtc != other.LastWriteTimeUtc)
        {
            return false;
        }

        try
        {
            using var held = one.Open(FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            try
            {
                other.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite).Dispose();
                return false;
            }
            catch (IOException)
            {
                return true;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else has it open: then it cannot be told.
            return false;
        }
    }
}
