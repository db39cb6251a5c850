namespace Rekey.Spec;

/// <summary>What the adversary of each property of secrecy is given, besides all traffic and what it drew itself (spec/properties.md, "Secrecy").</summary>
public static class SecrecyAdversaries
{
    /// <summary>Each property with what is given, V being the view and e the epoch whose key is asked for; in the order of the specification, and read from it.</summary>
    public static IReadOnlyList<(string Property, string Given)> All => PropertiesPage.Rows;
}
