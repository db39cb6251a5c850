using System.Reflection;
using Rekey.Core;

namespace Rekey.Spec;

/// <summary>Finds the rules that a static class declares, so that nobody keeps a second list.</summary>
public static class RuleBook
{
    /// <summary>The rules declared as public static fields of a type, ordered by id.</summary>
    public static IReadOnlyList<RuleId> Of(Type type) =>
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.FieldType == typeof(RuleId))
            .Select(f => (RuleId)f.GetValue(null)!)
            .OrderBy(r => r.Id, StringComparer.Ordinal)];
}
