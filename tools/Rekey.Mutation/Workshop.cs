namespace Rekey.Mutation;

/// <summary>
/// A copy of the repository and of what was built of it, in which assemblies are broken one at a time: whatever a broken test writes or deletes, it
/// does there.
/// </summary>
public sealed class Workshop : IDisposable
{
    private const string Tests = "systematic-tests/Rekey.Tests/bin/Release/net10.0";

    private readonly Dictionary<string, SourceProject> projects = new(StringComparer.Ordinal);
    private readonly string root;

    /// <summary>Copies a repository whose Release build is there.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="folder">A folder to make, which is deleted at the end.</param>
    /// <exception cref="IOException">It was not built.</exception>
    public Workshop(string root, string folder)
    {
        (this.root, Folder) = (root, folder);
        var built = Path.Combine(root, Tests);
        if (!File.Exists(Path.Combine(built, "Rekey.Tests.dll")) || !File.Exists(Path.Combine(built, "rekey.dll")))
        {
            throw new FileNotFoundException($"{Tests}: expected what a Release build of Rekey.Verified.sln leaves there; run: dotnet build Rekey.Verified.sln -c Release");
        }

        Copy(new DirectoryInfo(root), folder, static d => !SourceFiles.IsNotOurs(d.Name));
        Copy(new DirectoryInfo(built), Built, static _ => true);
    }

    /// <summary>The copy.</summary>
    public string Folder { get; }

    /// <summary>The assemblies in the copy, the command's and the tests'.</summary>
    public string Built => Path.Combine(Folder, Tests);

    /// <summary>Puts a broken assembly in the place of the right one; null where the breakage is no program. Disposing puts the right one back.</summary>
    public IDisposable? Break(Breakage breakage) => ProjectOf(breakage.File).Compile(breakage) is { } broken ? new Exchange(this, ProjectOf(breakage.File).Name, broken) : null;

    /// <summary>The same with nothing broken: what is compiled here must behave as what was built.</summary>
    public IDisposable Repeat(string file) => new Exchange(this, ProjectOf(file).Name, ProjectOf(file).Compile());

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private SourceProject ProjectOf(string file)
    {
        var name = SourceProject.AssemblyOf(root, file);
        return projects.TryGetValue(name, out var project) ? project : projects[name] = SourceProject.Read(root, file, Path.Combine(root, Tests));
    }

    private static void Copy(DirectoryInfo from, string to, Func<DirectoryInfo, bool> wanted)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to, file.Name), overwrite: true);
        }

        foreach (var folder in from.EnumerateDirectories().Where(wanted))
        {
            Copy(folder, Path.Combine(to, folder.Name), wanted);
        }
    }

    private sealed class Exchange : IDisposable
    {
        private readonly string place;
        private readonly string right;

        public Exchange(Workshop shop, string name, byte[] broken)
        {
            place = Path.Combine(shop.Built, $"{name}.dll");
            right = Path.Combine(shop.root, Tests, $"{name}.dll");
            File.WriteAllBytes(place, broken);
        }

        public void Dispose() => File.Copy(right, place, overwrite: true);
    }
}
