using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants;

/// <summary>Every mutant of this assembly; a new file is all that a new one needs.</summary>
public static class MutantRegistry
{
    /// <summary>All mutants, by name.</summary>
    public static IReadOnlyList<Mutant> All { get; } =
        [.. Discovery.Of<Mutant>(typeof(MutantRegistry).Assembly).OrderBy(static m => m.Name, StringComparer.Ordinal)];

    /// <summary>A mutant by name.</summary>
    /// <exception cref="FormatException">No such mutant; the nearest name is suggested.</exception>
    public static Mutant Find(string name) => All.FirstOrDefault(m => m.Name == name)
        ?? throw new FormatException($"unknown mutant '{name}'{Suggestion.For(name, All.Select(m => m.Name))}");
}
