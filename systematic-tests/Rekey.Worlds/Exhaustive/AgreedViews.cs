using System.Collections.Immutable;
using Rekey.Core;

namespace Rekey.Worlds.Exhaustive;

/// <summary>A view with the processes that it has, by place.</summary>
/// <param name="View">The view.</param>
/// <param name="Processes">Their numbers.</param>
internal sealed record AgreedView(View View, int[] Processes)
{
    /// <summary>Place of a process; -1 for one that is no member.</summary>
    public int PlaceOf(int process) => Array.IndexOf(Processes, process);
}

/// <summary>All views that are agreed anywhere in the space. No view is number 0.</summary>
internal sealed class AgreedViews
{
    private readonly Interner<int[], AgreedView?> views = new(new RowComparer());

    /// <summary>No view is number 0.</summary>
    public AgreedViews() => views.NumberOf([], 0, static (_, _) => null);

    /// <summary>A view by its number.</summary>
    public AgreedView this[int number] => views[number]!;

    /// <summary>The number of a view.</summary>
    /// <param name="key">The counter; then, in the order of their names, each member's process and the number of its name.</param>
    /// <param name="nameOf">A member's name by its number.</param>
    public int NumberOf(int[] key, Func<int, MemberId> nameOf) => views.NumberOf(key, nameOf, static (row, name) =>
    {
        var members = Enumerable.Range(0, row.Length / 2).Select(i => name(row[(2 * i) + 2])).ToImmutableArray();
        return new AgreedView(
            new View(new ViewId((uint)row[0], members[0]), members), [.. Enumerable.Range(0, row.Length / 2).Select(i => row[(2 * i) + 1])]);
    });
}
