namespace Rekey.Explorer.Exhaustive;

/// <summary>Transitions, as pairs of state numbers, 8 bytes each.</summary>
internal sealed class TransitionList
{
    private const int Size = 1 << 18;
    private readonly List<(int From, int To)[]> parts = [];
    private int count = Size;

    /// <summary>How many bytes they take.</summary>
    public long Bytes => (long)parts.Count * Size * 8;

    /// <summary>Adds one.</summary>
    public void Add(int from, int to)
    {
        if (count == Size)
        {
            parts.Add(new (int, int)[Size]);
            count = 0;
        }

        parts[^1][count++] = (from, to);
    }

    /// <summary>Calls back for each.</summary>
    public void ForEach(Action<int, int> action)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            foreach (var (from, to) in parts[i].AsSpan(0, i < parts.Count - 1 ? Size : count))
            {
                action(from, to);
            }
        }
    }
}
