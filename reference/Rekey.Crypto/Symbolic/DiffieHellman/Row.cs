namespace Rekey.Crypto.Symbolic.DiffieHellman;

/// <summary>
/// A vector of a reduced echelon form: the pivot comes first, with value 1; values are not 0 and columns differ. Rows never change, so that
/// closures share them.
/// </summary>
internal sealed class Row((Monomial Column, ulong Value)[] entries)
{
    /// <summary>Columns, and the values there.</summary>
    public ReadOnlySpan<(Monomial Column, ulong Value)> Entries => entries;

    /// <summary>The column that no other row of the form has.</summary>
    public Monomial Pivot => entries[0].Column;

    /// <summary>The value in a column.</summary>
    public ulong At(Monomial column)
    {
        foreach (var (own, value) in entries)
        {
            if (own == column)
            {
                return value;
            }
        }

        return 0;
    }
}
