using Rekey.Explorer;
using Rekey.Explorer.Exhaustive;

namespace Rekey.Tests.Exhaustive;

/// <summary>A space small enough to count by hand: a few counters that go up to a limit, one step at a time, and what a test adds.</summary>
/// <param name="limits">The counters' limits.</param>
/// <param name="extra">More transitions: from a state to others, each with the kind of its choice.</param>
internal sealed class GridSpace(int[] limits, Func<int[], IEnumerable<(byte Kind, int[] To, bool Optional)>>? extra = null) : IStateSpace
{
    public int Width => limits.Length;

    public void Initial(Span<int> state)
    {
    }

    public IExpander NewExpander() => new Expander(limits, extra);

    private sealed class Expander(int[] limits, Func<int[], IEnumerable<(byte Kind, int[] To, bool Optional)>>? extra) : IExpander
    {
        public void Expand(ReadOnlySpan<int> state, Successors successors)
        {
            for (var i = 0; i < limits.Length; i++)
            {
                if (state[i] < limits[i])
                {
                    successors.Add(state, new Choice((byte)i, 0, 0, 0), false)[i]++;
                }
            }

            foreach (var (kind, to, optional) in extra?.Invoke(state.ToArray()) ?? [])
            {
                to.CopyTo(successors.Add(state, new Choice(kind, 0, 0, 0), optional));
            }
        }

        public bool ExpandPersistent(ReadOnlySpan<int> state, Successors successors) => false;

        public ulong Fingerprint(ReadOnlySpan<int> state)
        {
            var hash = 1UL;
            foreach (var number in state)
            {
                hash = Rekey.Core.Fingerprint.Mix(hash, (ulong)number);
            }

            return hash;
        }
    }
}

/// <summary>Keeps what a search shows.</summary>
internal sealed class Witness(bool goesOn = true) : IStateObserver
{
    public System.Collections.Concurrent.ConcurrentBag<(int[] State, int Steps)> Ends { get; } = [];

    public bool AtRest(SearchPosition position, ReadOnlySpan<int> state)
    {
        Ends.Add((state.ToArray(), position.Path().Count));
        return goesOn;
    }

    public bool Judge(SearchPosition position, in Choice choice, ulong situation) => goesOn;

    public bool Broken(SearchPosition position, in Choice choice, string message) => goesOn;
}
