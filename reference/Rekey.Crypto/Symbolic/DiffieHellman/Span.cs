namespace Rekey.Crypto.Symbolic.DiffieHellman;

/// <summary>
/// What can be made of some group elements by multiplying them and raising them to known scalars: exactly the elements whose exponents lie
/// in the linear span of theirs and of 1, once each known scalar is replaced by a number. (spec/model/adversary.md)
/// </summary>
/// <remarks>
/// The number is random, so the answer is wrong only if it happens to be a root of a polynomial that is not zero: for exponents of degree d,
/// with probability at most d / 2^61 per question.
/// </remarks>
internal sealed class Span
{
    private readonly Dictionary<Monomial, int> columns = [];
    private readonly List<(int Pivot, Dictionary<int, ulong> Row)> rows = [];
    private readonly Func<Term, bool> isKnown;

    /// <summary>The span of the generator alone.</summary>
    /// <param name="isKnown">Whether a scalar is known.</param>
    public Span(Func<Term, bool> isKnown)
    {
        this.isKnown = isKnown;
        Add(Exponent.One);
    }

    /// <summary>Adds an element.</summary>
    public void Add(Exponent exponent)
    {
        var row = Reduce(exponent);
        if (row.Count == 0)
        {
            return;
        }

        var pivot = row.Keys.Min();
        var inverse = PrimeField.Power(row[pivot], -1);
        rows.Add((pivot, row.ToDictionary(static p => p.Key, p => PrimeField.Multiply(p.Value, inverse))));
    }

    /// <summary>Whether an element can be made.</summary>
    public bool Contains(Exponent exponent) => Reduce(exponent).Count == 0;

    // What is left of an exponent when all that the rows explain is taken away. Rows are tried in the order in which they came, and a later row
    // has no entry at an earlier pivot, so one pass is enough.
    private Dictionary<int, ulong> Reduce(Exponent exponent)
    {
        var rest = Evaluate(exponent);
        foreach (var (pivot, row) in rows)
        {
            if (!rest.TryGetValue(pivot, out var factor))
            {
                continue;
            }

            foreach (var (column, value) in row)
            {
                var left = PrimeField.Subtract(rest.GetValueOrDefault(column), PrimeField.Multiply(factor, value));
                if (left == 0)
                {
                    rest.Remove(column);
                }
                else
                {
                    rest[column] = left;
                }
            }
        }

        return rest;
    }

    private Dictionary<int, ulong> Evaluate(Exponent exponent)
    {
        var vector = new Dictionary<int, ulong>();
        foreach (var (monomial, factor) in exponent.Parts)
        {
            var (value, unknown) = (PrimeField.Of(factor), Monomial.One);
            foreach (var (scalar, power) in monomial.Factors)
            {
                if (isKnown(scalar))
                {
                    value = PrimeField.Multiply(value, PrimeField.Power(PrimeField.NonZero(scalar.Fingerprint), power));
                }
                else
                {
                    unknown = unknown.Times(scalar, power);
                }
            }

            if (!columns.TryGetValue(unknown, out var column))
            {
                columns.Add(unknown, column = columns.Count);
            }

            var sum = PrimeField.Add(vector.GetValueOrDefault(column), value);
            if (sum == 0)
            {
                vector.Remove(column);
            }
            else
            {
                vector[column] = sum;
            }
        }

        return vector;
    }
}
