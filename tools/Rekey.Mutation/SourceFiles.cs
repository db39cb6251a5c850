namespace Rekey.Mutation;

/// <summary>Lists the programs of the repository.</summary>
internal static class SourceFiles
{
    private static readonly string[] NotOurs = ["bin", "obj", "out", "artifacts", "TestResults"];

    /// <summary>C# files below a folder, from the root, with slashes, in order; without what a build made. A file is a folder with itself in it.</summary>
    public static IReadOnlyList<string> Under(string root, string folder, bool deep = true)
    {
        var full = Path.Combine(root, folder);
        return File.Exists(full) ? [folder] : !Directory.Exists(full) ? [] :
            [.. Directory.EnumerateFiles(full, "*.cs", deep ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly)
                .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/'))
                .Where(static f => !f.Split('/').Any(IsNotOurs))
                .Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether a folder holds what a build made, or what is hidden.</summary>
    public static bool IsNotOurs(string name) => NotOurs.Contains(name) || name is ['.', _, ..];
}
