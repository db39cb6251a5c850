namespace Rekey.Reports.Files;

/// <summary>Where a path leads, when all links are followed: two paths to one file have the same.</summary>
public static class RealPath
{
    /// <summary>As many as Linux follows.</summary>
    private const int MostLinks = 40;

    /// <summary>Follows the links in a path. The file need not exist.</summary>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static string Of(string path)
    {
        var links = 0;
        return Follow(Path.GetFullPath(path), path, ref links);
    }

    /// <summary>Whether a path names a device, or a pipe that the system named: what is written to, never replaced, and never two outputs over each other.</summary>
    public static bool IsDevice(string path) => IsDeviceName(Path.GetFullPath(path)) || IsDeviceName(Of(path));

    private static bool IsDeviceName(string full) =>
        (full.StartsWith("/dev/", StringComparison.Ordinal) && !full.StartsWith("/dev/shm/", StringComparison.Ordinal)) || full.StartsWith("/proc/", StringComparison.Ordinal);

    private static string Follow(string full, string asked, ref int links)
    {
        var real = Path.GetPathRoot(full)!;
        foreach (var part in full[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var folder = real;
            real = Path.Combine(folder, part);
            if (new FileInfo(real).LinkTarget is { } target)
            {
                if (++links > MostLinks)
                {
                    throw new IOException($"'{asked}': links lead in a circle; expected a file");
                }

                real = Follow(Path.GetFullPath(target, folder), asked, ref links);
            }
        }

        return real;
    }
}
