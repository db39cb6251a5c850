using System.Runtime.InteropServices;

namespace Rekey.Crypto.Symbolic.DiffieHellman;

/// <summary>
/// What can be made of some group elements by multiplying them and raising them to known scalars: exactly the elements whose exponents lie
/// in the linear span of theirs and of 1, once each known scalar is replaced by a number. (spec/model/adversary.md)
/// </summary>
/// <remarks>
/// <para>
/// The number is random, so the answer is wrong only if it happens to be a root of a polynomial that is not zero: for exponents of degree d,
/// with probability at most d / 2^61 per question.
/// </para>
/// <para>
/// The span is kept as a reduced echelon form over the products of unknown scalars: a row for each pivot, and no row has an entry at
/// another row's pivot. When a scalar becomes known, columns that differ by its powers become multiples of one column. That is a linear map, and
/// a linear map takes the span of rows to the span of their images; so rows are mapped, those without the scalar stay as they are, and the
/// elements need not be evaluated again. The column of 1 is left out everywhere, for g is known.
/// </para>
/// </remarks>
internal sealed class Span
{
    private readonly List<Row> rows = [];
    private readonly List<Row> mapped = [];
    private readonly Accumulator rest = new();
    private readonly TermSet known = new();
    private Row?[] rowAt = new Row?[64];
    private ulong mask;

    /// <summary>Becomes the span of the generator alone, with no scalar known.</summary>
    public void Clear()
    {
        foreach (var row in rows)
        {
            rowAt[row.Pivot.Index] = null;
        }

        rows.Clear();
        known.Clear();
        mask = 0;
    }

    /// <summary>Becomes a copy of another span; they share rows.</summary>
    public void CopyFrom(Span other)
    {
        Clear();
        known.CopyFrom(other.known);
        mask = other.mask;
        if (rowAt.Length < other.rowAt.Length)
        {
            rowAt = new Row?[other.rowAt.Length];
        }

        CollectionsMarshal.SetCount(rows, other.rows.Count);
        CollectionsMarshal.AsSpan(other.rows).CopyTo(CollectionsMarshal.AsSpan(rows));
        foreach (var row in rows)
        {
            rowAt[row.Pivot.Index] = row;
        }
    }

    /// <summary>Whether a scalar is known.</summary>
    public bool Knows(Term scalar) => known.Contains(scalar);

    /// <summary>Makes scalars known.</summary>
    public void Know(ReadOnlySpan<Term> scalars)
    {
        var added = 0UL;
        foreach (var scalar in scalars)
        {
            known.Add(scalar);
            added |= Monomial.MaskOf(scalar);
        }

        mask |= added;
        for (var i = rows.Count - 1; i >= 0; i--)
        {
            if (Has(rows[i], added))
            {
                mapped.Add(rows[i]);
                rowAt[rows[i].Pivot.Index] = null;
                rows[i] = rows[^1];
                rows.RemoveAt(rows.Count - 1);
            }
        }

        foreach (var row in mapped)
        {
            foreach (var (column, value) in row.Entries)
            {
                Evaluate(column, value);
            }

            Insert();
        }

        mapped.Clear();
    }

    /// <summary>Adds an element.</summary>
    public void Add(Exponent exponent)
    {
        Evaluate(exponent);
        Insert();
    }

    /// <summary>Whether an element can be made.</summary>
    public bool Contains(Exponent exponent)
    {
        Evaluate(exponent);
        rest.Reduce(rowAt);
        return rest.TakeZero();
    }

    // Columns are products of what was unknown before, so that any known scalar in them is a new one.
    private bool Has(Row row, ulong added)
    {
        foreach (var (column, _) in row.Entries)
        {
            if ((column.Mask & added) != 0)
            {
                foreach (var (scalar, _) in column.Factors)
                {
                    if (known.Contains(scalar))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private void Evaluate(Exponent exponent)
    {
        foreach (var (monomial, factor) in exponent.Parts)
        {
            Evaluate(monomial, PrimeField.Of(factor));
        }
    }

    private void Evaluate(Monomial monomial, ulong value)
    {
        Monomial? unknown = monomial;
        if ((monomial.Mask & mask) != 0)
        {
            foreach (var (scalar, power) in monomial.Factors)
            {
                if (known.Contains(scalar))
                {
                    value = PrimeField.Multiply(value, PrimeField.Power(PrimeField.NonZero(scalar.Fingerprint), power));
                    unknown = null;
                }
            }

            unknown ??= monomial.Table.Without(monomial, known);
        }

        if (unknown != monomial.Table.One)
        {
            rest.Add(unknown, value);
        }
    }

    // The new row has no pivot of another one; it remains to take its own pivot out of the others.
    private void Insert()
    {
        rest.Reduce(rowAt);
        if (rest.TakeRow() is not { } row)
        {
            return;
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var other = rows[i];
            if (other.Entries.Length > 1 && other.At(row.Pivot) is > 0 and var value)
            {
                rest.Add(other, 1);
                rest.Add(row, PrimeField.Subtract(0, value));
                Place(rows[i] = rest.TakeRow()!);
            }
        }

        rows.Add(row);
        Place(row);
    }

    private void Place(Row row)
    {
        var index = row.Pivot.Index;
        if (index >= rowAt.Length)
        {
            Array.Resize(ref rowAt, Math.Max(index + 1, rowAt.Length * 2));
        }

        rowAt[index] = row;
    }
}
