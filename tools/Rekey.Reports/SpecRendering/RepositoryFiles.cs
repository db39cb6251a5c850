namespace Rekey.Reports.SpecRendering;

/// <summary>Lists files of the repository in an order that depends on nothing but their names.</summary>
public static class RepositoryFiles
{
    /// <summary>Files below a folder whose name ends so; paths relative to the repository, with slashes; build output and hidden files left out.</summary>
    public static IReadOnlyList<string> Under(string root, string folder, string ending)
    {
        var start = Path.Combine(root, folder);
        if (!Directory.Exists(start))
        {
            return [];
        }

        return [.. Directory.EnumerateFiles(start, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/'))
            .Where(f => f.EndsWith(ending, StringComparison.Ordinal) && !f.Split('/').Any(p => p is "bin" or "obj" || p.StartsWith('.')))
            .Order(StringComparer.Ordinal)];
    }
}
