using Rekey.Mutants;
using Rekey.Mutation;
using Rekey.Reports.Covering;
using Rekey.Reports.SpecRendering;

namespace Rekey.Reports.Mutating;

/// <summary>The project's own mutants, as breakages.</summary>
public static class OwnMutants
{
    private const string Folder = "systematic-tests/Rekey.Mutants";

    /// <summary>All of them. A mutant is about the first rule that its file cites.</summary>
    public static IEnumerable<Breakage> All(string root)
    {
        var rules = RuleNames.Of(root);
        var files = RepositoryFiles.Under(root, Folder, ".cs").ToLookup(static f => Path.GetFileName(f), StringComparer.Ordinal);
        foreach (var mutant in MutantRegistry.All)
        {
            var type = mutant.GetType();
            var file = files[$"{type.Name}.cs"].First(f => Path.GetDirectoryName(f)!.EndsWith(type.Namespace!.Split('.')[^1], StringComparison.Ordinal));
            var cited = rules.CitedIn(File.ReadAllText(Path.Combine(root, file)), type.Name).OrderBy(static c => c.Place).Select(static c => c.Rule).FirstOrDefault();
            yield return new Breakage($"mutant:{mutant.Name}", Area.Mutant, cited, "by-hand", file, 1, $"protocol {mutant.Protocol}", Breakage.OneLine(mutant.Bug));
        }
    }

    /// <summary>The mutant of a breakage.</summary>
    public static Mutant Of(Breakage breakage) => MutantRegistry.Find(breakage.Id["mutant:".Length..]);
}
