using Rekey.Checking.Judging;
using Rekey.Reports.ClientTraces;

namespace Rekey.Reports.SpecRendering;

/// <summary>Everything in spec/generated, as a function of the repository.</summary>
public static class GeneratedFiles
{
    /// <summary>Where generated files are, relative to the repository.</summary>
    public const string Folder = "spec/generated";

    /// <summary>What is said of a file that nothing generates any more.</summary>
    public const string Orphan = "is not generated any more";

    /// <summary>The generated files: path relative to the repository, with slashes, and content, with line feeds.</summary>
    /// <param name="repositoryRoot">The folder that holds the solution; its prose, code and tests are read for the rule traceability, its evidence and attacks for the matrix, its evidence on strategies for their page.</param>
    public static IReadOnlyDictionary<string, string> Render(string repositoryRoot)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in NamedTable.All())
        {
            var name = $"{Folder}/{table.Name}";
            files.Add($"{name}.table.md", TableMarkdown.Of(table));
            files.Add($"{name}.mmd", TableMermaid.Of(table));
            files.Add($"{name}.json", TableJson.Of(table));
        }

        files.Add($"{Folder}/protocols.md", ProtocolsMarkdown.Of());
        var matrix = Matrix.Of(repositoryRoot);
        files.Add($"{Folder}/matrix.md", MatrixMarkdown.Of(matrix));
        files.Add($"{Folder}/matrix.json", MatrixJson.Of(matrix));
        files.Add($"{Folder}/costs.md", CostsMarkdown.Text);
        files.Add($"{Folder}/costs-agreement.md", CostsMarkdown.AgreementText);
        files.Add($"{Folder}/scopes.md", ScopesMarkdown.Of(ScopeFile.Read(Path.Combine(repositoryRoot, ScopeFile.File))));
        files.Add($"{Folder}/strategies.md", StrategiesMarkdown.Of(repositoryRoot));
        files.Add($"{Folder}/mutation.md", MutationMarkdown.Of(repositoryRoot));
        files.Add($"{Folder}/group-properties.md", GroupPropertiesMarkdown.Text);
        files.Add($"{Folder}/client-trace.schema.json", ClientTraceSchema.Text);
        files.Add($"{Folder}/rules.md", RulesMarkdown.Of(repositoryRoot));
        return files;
    }

    /// <summary>The files that differ from what would be generated now, with what is wrong.</summary>
    public static IReadOnlyList<(string Path, string Why)> Stale(string repositoryRoot)
    {
        var rendered = Render(repositoryRoot);
        var stale = new List<(string Path, string Why)>();
        foreach (var (path, content) in rendered)
        {
            var full = Path.Combine(repositoryRoot, path);
            if (!File.Exists(full))
            {
                stale.Add((path, "is missing"));
            }
            else if (File.ReadAllText(full) != content)
            {
                stale.Add((path, "is stale"));
            }
        }

        stale.AddRange(RepositoryFiles.Under(repositoryRoot, Folder, "").Where(p => !rendered.ContainsKey(p)).Select(p => (p, Orphan)));
        return [.. stale.OrderBy(s => s.Path, StringComparer.Ordinal)];
    }
}
