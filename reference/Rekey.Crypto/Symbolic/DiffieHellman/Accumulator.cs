namespace Rekey.Crypto.Symbolic.DiffieHellman;

/// <summary>A vector that is being computed. It is left empty, to be used again.</summary>
internal sealed class Accumulator
{
    // The columns that were added to; some may be 0 again, or be here twice.
    private readonly List<Monomial> columns = [];
    private readonly List<(Monomial Column, ulong Value)> found = [];
    private ulong[] values = new ulong[64];

    /// <summary>Adds to a column.</summary>
    public void Add(Monomial column, ulong value)
    {
        if (column.Index >= values.Length)
        {
            Array.Resize(ref values, Math.Max(column.Index + 1, values.Length * 2));
        }

        ref var sum = ref values[column.Index];
        if (sum == 0)
        {
            columns.Add(column);
        }

        sum = PrimeField.Add(sum, value);
    }

    /// <summary>Adds a multiple of a row.</summary>
    public void Add(Row row, ulong times)
    {
        foreach (var (column, value) in row.Entries)
        {
            Add(column, PrimeField.Multiply(times, value));
        }
    }

    /// <summary>Takes away what the rows of a reduced form explain. One pass is enough: what a row adds to has no pivot.</summary>
    public void Reduce(ReadOnlySpan<Row?> rowAt)
    {
        for (var i = columns.Count - 1; i >= 0; i--)
        {
            var index = columns[i].Index;
            if (index < rowAt.Length && rowAt[index] is { } row && values[index] is > 0 and var value)
            {
                Add(row, PrimeField.Subtract(0, value));
            }
        }
    }

    /// <summary>Empties it; whether it was 0.</summary>
    public bool TakeZero()
    {
        var zero = true;
        foreach (var column in columns)
        {
            ref var value = ref values[column.Index];
            zero &= value == 0;
            value = 0;
        }

        columns.Clear();
        return zero;
    }

    /// <summary>
    /// Empties it into a row, scaled so that the pivot is 1; null if it was 0. The pivot is the first column whose value is 1 already, so that a
    /// row that was added first, and once, keeps its own.
    /// </summary>
    public Row? TakeRow()
    {
        var pivot = -1;
        found.Clear();
        foreach (var column in columns)
        {
            ref var value = ref values[column.Index];
            if (value != 0)
            {
                pivot = pivot < 0 && value == 1 ? found.Count : pivot;
                found.Add((column, value));
                value = 0;
            }
        }

        columns.Clear();
        return found.Count switch
        {
            0 => null,
            1 => found[0].Column.Unit,
            _ => Scaled(Math.Max(0, pivot)),
        };
    }

    private Row Scaled(int pivot)
    {
        (found[0], found[pivot]) = (found[pivot], found[0]);
        if (found[0].Value is not 1 and var first)
        {
            var scale = PrimeField.Power(first, -1);
            for (var i = 0; i < found.Count; i++)
            {
                found[i] = (found[i].Column, PrimeField.Multiply(found[i].Value, scale));
            }
        }

        return new Row([.. found]);
    }
}
