using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Rekey.Mutation;

/// <summary>A project of the repository as the compiler sees it, to be compiled again with one breakage in it.</summary>
public sealed class SourceProject
{
    // What ImplicitUsings stands for in a project without a web.
    private const string Usings =
        """
        global using global::System;
        global using global::System.Collections.Generic;
        global using global::System.IO;
        global using global::System.Linq;
        global using global::System.Net.Http;
        global using global::System.Threading;
        global using global::System.Threading.Tasks;
        """;

    private readonly CSharpCompilation compilation;
    private readonly Dictionary<string, SyntaxTree> trees;

    private SourceProject(CSharpCompilation compilation, Dictionary<string, SyntaxTree> trees) => (this.compilation, this.trees) = (compilation, trees);

    /// <summary>How the project's programs are read.</summary>
    internal static CSharpParseOptions Parsing { get; } = new(LanguageVersion.CSharp14);

    /// <summary>The name of the assembly that a file is compiled into: that of the project file above it.</summary>
    /// <exception cref="FormatException">There is no project above it.</exception>
    public static string AssemblyOf(string root, string file)
    {
        for (var folder = Path.GetDirectoryName(file); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            if (Directory.EnumerateFiles(Path.Combine(root, folder), "*.csproj").FirstOrDefault() is { } project)
            {
                return Path.GetFileNameWithoutExtension(project);
            }
        }

        throw new FormatException($"{file}: expected a project in a folder above it");
    }

    /// <summary>Reads the project that a file belongs to.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="file">One of its files.</param>
    /// <param name="built">The folder with the assemblies that it is compiled against, and with itself.</param>
    public static SourceProject Read(string root, string file, string built)
    {
        var name = AssemblyOf(root, file);
        var folder = Path.GetDirectoryName(Directory.EnumerateFiles(root, $"{name}.csproj", SearchOption.AllDirectories).First())!;
        var version = AssemblyName.GetAssemblyName(Path.Combine(built, $"{name}.dll")).Version;
        var trees = SourceFiles.Under(root, Path.GetRelativePath(root, folder))
            .ToDictionary(static f => f, f => CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(root, f)), Parsing, f));
        var own = CSharpSyntaxTree.ParseText($"{Usings}\n[assembly: global::System.Reflection.AssemblyVersion(\"{version}\")]", Parsing, "Implicit.cs");
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable, deterministic: true);
        return new SourceProject(CSharpCompilation.Create(name, [own, .. trees.Values], References(built, name), options), trees);
    }

    /// <summary>The name of the assembly.</summary>
    public string Name => compilation.AssemblyName!;

    /// <summary>The assembly with a breakage in it; null where that is no program.</summary>
    public byte[]? Compile(Breakage breakage)
    {
        var tree = trees[breakage.File];
        var broken = tree.WithChangedText(tree.GetText().WithChanges(new TextChange(new TextSpan(breakage.Start, breakage.Length), breakage.Replacement)));
        return Compile(compilation.ReplaceSyntaxTree(tree, broken));
    }

    /// <summary>The assembly as it is.</summary>
    /// <exception cref="FormatException">It does not compile, which the message explains.</exception>
    public byte[] Compile() => Compile(compilation)
        ?? throw new FormatException($"{Name}: {compilation.GetDiagnostics().First(static d => d.Severity == DiagnosticSeverity.Error)}");

    private static byte[]? Compile(CSharpCompilation compilation)
    {
        using var assembly = new MemoryStream();
        return compilation.Emit(assembly).Success ? assembly.ToArray() : null;
    }

    private static IEnumerable<MetadataReference> References(string built, string name)
    {
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var beside = Directory.EnumerateFiles(built, "*.dll").Where(IsManaged).ToDictionary(static f => Path.GetFileName(f), StringComparer.OrdinalIgnoreCase);
        return framework.Where(f => !beside.ContainsKey(Path.GetFileName(f))).Concat(beside.Values)
            .Where(f => Path.GetFileNameWithoutExtension(f) != name && !Path.GetFileName(f).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Select(static f => MetadataReference.CreateFromFile(f));
    }

    private static bool IsManaged(string file)
    {
        try
        {
            return AssemblyName.GetAssemblyName(file) is not null;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
