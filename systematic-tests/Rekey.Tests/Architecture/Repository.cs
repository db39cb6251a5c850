using System.Xml.Linq;

namespace Rekey.Tests.Architecture;

/// <summary>The files of the project, as the tests of this folder read them.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["bin", "obj", "out", "artifacts", "TestResults", ".git", ".vs", ".idea"];

    /// <summary>The folder that holds the solution.</summary>
    public static string Root => Snapshot.Root;

    /// <summary>All files with an extension below a folder, by path; what a build made is left out.</summary>
    public static IReadOnlyList<string> Files(string extension, string under = "") =>
        [.. Walk(new DirectoryInfo(Path.Combine(Root, under)))
            .Where(f => f.Extension == extension)
            .Select(static f => f.FullName)
            .Order(StringComparer.Ordinal)];

    /// <summary>A path as people write it: from the root, with slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>A file's text.</summary>
    public static string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    /// <summary>All projects, by name.</summary>
    public static IReadOnlyDictionary<string, XElement> Projects { get; } =
        Files(".csproj").ToDictionary(static p => Path.GetFileNameWithoutExtension(p), static p => XDocument.Load(p).Root!);

    /// <summary>Names of the projects in a folder.</summary>
    public static IReadOnlyList<string> ProjectsUnder(string folder) =>
        [.. Files(".csproj", folder).Select(static p => Path.GetFileNameWithoutExtension(p)!)];

    /// <summary>Names of the projects that a project references directly.</summary>
    public static IReadOnlyList<string> ReferencesOf(string project) =>
        [.. Projects[project].Descendants("ProjectReference").Select(static r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))];

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) => folder.Exists
        ? folder.EnumerateFiles().Concat(folder.EnumerateDirectories().Where(static d => !NotOurs.Contains(d.Name)).SelectMany(Walk))
        : [];
}
