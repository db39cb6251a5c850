using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Rekey.Reports.Checking;

/// <summary>Which build wrote a report. Reports of different builds are of different explorations, and are not merged.</summary>
/// <param name="Version">The version, with the commit where the compiler knew it.</param>
/// <param name="Hash">A hash of all assemblies of the project that decide what a schedule does; the same sources and compiler give the same.</param>
public sealed record BuildIdentity(string Version, string Hash)
{
    /// <summary>The build of this process.</summary>
    public static BuildIdentity Current { get; } = Of(typeof(BuildIdentity).Assembly);

    /// <summary>For people: a commit by its first digits.</summary>
    public string Short => Version.Split('+') is [var number, { Length: > 7 } commit] ? $"{number}+{commit[..7]} ({Hash})" : ToString();

    /// <inheritdoc/>
    public override string ToString() => $"{Version} ({Hash})";

    private static BuildIdentity Of(Assembly tool)
    {
        var text = new StringBuilder();
        foreach (var assembly in Closure(tool))
        {
            text.Append(assembly.GetName().Name).Append(' ').Append(assembly.ManifestModule.ModuleVersionId).Append('\n');
        }

        var version = tool.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        return new BuildIdentity(version, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 8)));
    }

    /// <summary>The tool and what it uses of this project, by name.</summary>
    private static IEnumerable<Assembly> Closure(Assembly tool)
    {
        var found = new SortedDictionary<string, Assembly>(StringComparer.Ordinal) { [tool.GetName().Name!] = tool };
        var left = new Queue<Assembly>([tool]);
        while (left.TryDequeue(out var assembly))
        {
            foreach (var name in assembly.GetReferencedAssemblies().Where(n => n.Name!.StartsWith("Rekey.", StringComparison.Ordinal) && !found.ContainsKey(n.Name)))
            {
                left.Enqueue(found[name.Name!] = Assembly.Load(name));
            }
        }

        return found.Values;
    }
}
