using System.Runtime.InteropServices;

namespace Rekey.Observing;

/// <summary>Something for each process of a run; the default value for those of whom nothing was said yet.</summary>
/// <typeparam name="T">What.</typeparam>
public sealed class PerProcess<T>
{
    private readonly List<T?> values = [];

    /// <summary>What there is for a process, to be read or replaced. Good until another process is asked for.</summary>
    public ref T? this[Subject process]
    {
        get
        {
            while (values.Count <= process.Index)
            {
                values.Add(default);
            }

            return ref CollectionsMarshal.AsSpan(values)[process.Index];
        }
    }

    /// <summary>Forgets the last run.</summary>
    public void Clear() => values.Clear();
}
