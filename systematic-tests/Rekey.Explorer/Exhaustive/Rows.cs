namespace Rekey.Explorer.Exhaustive;

/// <summary>A list that grows without moving what it holds, so that threads may write different entries while it grows.</summary>
/// <typeparam name="T">What it holds.</typeparam>
internal sealed class Rows<T>
{
    private const int Shift = 18;
    private readonly Lock growing = new();
    private T[]?[] rows = new T[]?[64];

    /// <summary>The entry at a place; the place exists once it was written.</summary>
    public ref T this[int index] => ref RowOf(index >> Shift)[index & ((1 << Shift) - 1)];

    private T[] RowOf(int row)
    {
        var all = Volatile.Read(ref rows);
        return row < all.Length && Volatile.Read(ref all[row]) is { } found ? found : NewRow(row);
    }

    private T[] NewRow(int row)
    {
        lock (growing)
        {
            if (row >= rows.Length)
            {
                var longer = new T[]?[Math.Max(row + 1, rows.Length * 2)];
                rows.CopyTo(longer, 0);
                Volatile.Write(ref rows, longer);
            }

            return rows[row] ??= new T[1 << Shift];
        }
    }
}
