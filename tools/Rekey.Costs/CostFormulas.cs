using System.Globalization;
using System.Numerics;
using Rekey.Costs.Agreements;
using Rekey.Spec;

namespace Rekey.Costs;

/// <summary>The size of a group with a key tree: n, and k with n = 2^k.</summary>
/// <param name="Members">n.</param>
public sealed record TreeSize(int Members) : IQuantities
{
    /// <inheritdoc/>
    public double this[char variable] => variable switch
    {
        'n' => Members,
        'k' => BitOperations.IsPow2(Members) ? BitOperations.Log2((uint)Members) : throw new FormatException($"k is the height of a full tree, and {Members} is no power of two"),
        _ => throw new FormatException($"unknown variable {variable}"),
    };
}

/// <summary>
/// What key distribution costs by the plans of paper A, counted exactly, from the protocols' specifications. The paper's own table (section 4.4) is
/// asymptotic, and its text counts a few things otherwise.
/// </summary>
public static class CostFormulas
{
    private const int Shown = 5;

    /// <summary>The exact cost; null where the formula is not known: other trees, or a group size that is no power of two.</summary>
    public static ExactCost? Exact(CostProtocol protocol, CostEvent wanted, int n)
    {
        if (!protocol.HasFormulas || (protocol.HasTrees && !BitOperations.IsPow2(n)) || Line(protocol.Costs.Stated, wanted) is not { } cells)
        {
            return null;
        }

        var values = cells.Select(c => c.Length == 0 ? null : (int?)new Formula(c).Of(new TreeSize(n))).ToArray();
        return values is [{ } sends, { } multicasts, { } keys, { } ciphertexts, { } rounds, var member, var server]
            ? new ExactCost(sends, multicasts, keys, ciphertexts, rounds, member, server)
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"costs of {protocol.Name}: a line has five formulas, and two more or empty cells for the keys that are kept"));
    }

    /// <summary>The exact formulas as text: point-to-point, multicasts, keys on secure channels, ciphertexts, rounds; null where none are stated.</summary>
    public static string? ExactText(CostProtocol protocol, CostEvent wanted) =>
        Line(protocol.Costs.Stated, wanted) is { } cells ? string.Join(" / ", cells.Take(Shown).Select(static c => c.Split(';')[0])) : null;

    /// <summary>The paper's table or text: point-to-point, multicasts, bytes, rounds; null where it says nothing.</summary>
    public static string? PaperTable(CostProtocol protocol, CostEvent wanted) => Line(protocol.Costs.Published, wanted)?[0];

    /// <summary>Why the paper counts otherwise; null where it does not.</summary>
    public static string? Notes(CostProtocol protocol, CostEvent wanted) => Line(protocol.Costs.Reasons, wanted)?[0];

    private static string[]? Line(string table, CostEvent wanted) =>
        CostSheet.Lines(table).Where(l => CostLines.EventOf(l[0]) == wanted).Select(static l => l[1..]).FirstOrDefault();
}
