using System.Reflection;

namespace Rekey.Spec;

/// <summary>
/// Finds what a project is extended with by its class: protocols, mutants, sets of vectors. Adding one is adding a file, and nobody keeps a list.
/// </summary>
public static class Discovery
{
    /// <summary>One of each class of a kind, made without arguments, in the order of the classes' full names.</summary>
    /// <typeparam name="T">The kind: a base class or an interface.</typeparam>
    /// <param name="assemblies">Where to look.</param>
    /// <exception cref="MissingMethodException">A class of the kind cannot be made without arguments.</exception>
    public static IReadOnlyList<T> Of<T>(params IEnumerable<Assembly> assemblies)
        where T : class =>
        [.. assemblies.SelectMany(static a => a.GetTypes())
            .Where(static t => t is { IsAbstract: false, IsInterface: false } && t.IsAssignableTo(typeof(T)))
            .OrderBy(static t => t.FullName, StringComparer.Ordinal)
            .Select(static t => (T)Activator.CreateInstance(t)!)];
}
