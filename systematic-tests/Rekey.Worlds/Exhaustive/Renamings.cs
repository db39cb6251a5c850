using System.Collections.Concurrent;
using System.Numerics;
using Rekey.Core;
using Rekey.Worlds.Faults;

namespace Rekey.Worlds.Exhaustive;

/// <summary>
/// Fingerprints under which states count as one that differ only in which of the first members that are gone had which name (spec/model/exploration.md).
/// </summary>
/// <remarks>
/// Protocols compare names, so that members cannot be exchanged at will. But whoever is gone and is named nowhere any more, in no living member's
/// state, message or view, has a name that nothing depends on; and of the others only the order matters. So those that are named get the first names,
/// in their order, and those that are not get the last ones, in the order with the smallest fingerprint.
/// </remarks>
internal sealed class Renamings(VsSpace space)
{
    private readonly ConcurrentDictionary<ulong, Renaming> renamings = new();

    /// <summary>The fingerprint of a state.</summary>
    public ulong Fingerprint(StateRow row)
    {
        var members = space.Scenario.Members;
        var named = space.Scenario.Faults.Of<Recover>() > 0 ? (1u << members) - 1 : Named(row);
        var free = members - BitOperations.PopCount(named);
        var least = ulong.MaxValue;
        for (var order = 0; order < Factorial(free); order++)
        {
            least = Math.Min(least, Of(named, order).Fingerprint(row));
        }

        return least;
    }

    private Renaming Of(uint named, int order) => renamings.GetOrAdd(((ulong)named << 32) | (uint)order, static (key, s) => new Renaming(s, Map(s, (uint)(key >> 32), (int)key)), space);

    /// <summary>The new number of each of the first members.</summary>
    private static int[] Map(VsSpace space, uint named, int order)
    {
        var map = new int[space.Scenario.Members];
        var next = 0;
        var free = new List<int>();
        for (var p = 0; p < map.Length; p++)
        {
            if ((named >> p & 1) != 0)
            {
                map[p] = next++;
            }
            else
            {
                free.Add(p);
            }
        }

        for (; free.Count > 0; next++)
        {
            var pick = order % free.Count;
            order /= free.Count;
            map[free[pick]] = next;
            free.RemoveAt(pick);
        }

        return map;
    }

    private static int Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);

    /// <summary>The first members that are named by something that still acts.</summary>
    private uint Named(StateRow row)
    {
        var named = 0u;
        for (var p = 0; p < row.Processes; p++)
        {
            if (!row.IsAlive(p))
            {
                continue;
            }

            named |= p < space.Scenario.Members ? 1u << p : 0;
            named |= space.Reactions.LocalOf(row[p, Layout.Local]).Mentions;
            named |= In(row[p, Layout.View]) | In(row[p, Layout.Pending]);
            foreach (var message in space.Inboxes[row[p, Layout.Inbox]])
            {
                named |= message > 0 ? space.Reactions.MentionsOf(message) : 0;
            }

            foreach (var message in space.Inboxes[row[p, Layout.PendingInbox]])
            {
                named |= message > 0 ? space.Reactions.MentionsOf(message) : 0;
            }
        }

        return named;
    }

    private uint In(int view)
    {
        var named = 0u;
        if (view != 0)
        {
            foreach (var p in space.Views[view].Processes)
            {
                named |= p < space.Scenario.Members ? 1u << p : 0;
            }
        }

        return named;
    }
}

/// <summary>Hashes of everything under new names.</summary>
/// <param name="space">The space.</param>
/// <param name="map">The new number of each of the first members.</param>
internal sealed class Renaming(VsSpace space, int[] map)
{
    private readonly ConcurrentDictionary<int, ulong> locals = new();
    private readonly ConcurrentDictionary<int, ulong> messages = new();
    private readonly ConcurrentDictionary<int, ulong> inboxes = new();
    private readonly ConcurrentDictionary<int, ulong> views = new();
    private readonly ConcurrentDictionary<int, ulong> histories = new();
    private readonly ConcurrentDictionary<int, ulong> records = new();
    private readonly StructuralHash hash = new(static _ => 0, name => NameOf(space, map, name));
    private readonly Lock hashing = new();

    /// <summary>The fingerprint of a state under the new names.</summary>
    public ulong Fingerprint(StateRow row)
    {
        var fingerprint = 1UL;
        for (var slot = 0; slot < row.Processes; slot++)
        {
            var p = slot < map.Length ? Array.IndexOf(map, slot) : slot;
            fingerprint = Core.Fingerprint.Mix(fingerprint, Local(row[p, Layout.Local]));
            fingerprint = Core.Fingerprint.Mix(fingerprint, History(row[p, Layout.History]));
            fingerprint = Core.Fingerprint.Mix(fingerprint, View(row[p, Layout.View]) + (3 * View(row[p, Layout.Pending])));
            fingerprint = Core.Fingerprint.Mix(fingerprint, Inbox(row[p, Layout.Inbox]) + (3 * Inbox(row[p, Layout.PendingInbox])));
            fingerprint = Core.Fingerprint.Mix(fingerprint, row.BareBits(p) + (p < map.Length ? 0 : row.IdOf(p).Fingerprint));
        }

        for (var c = 0; c < row.Components; c++)
        {
            fingerprint = Core.Fingerprint.Mix(fingerprint, View(row.TargetOf(c)) + (ulong)row.DepthOf(c));
        }

        fingerprint = Core.Fingerprint.Mix(fingerprint, row.BareCounts);
        return Core.Fingerprint.Mix(fingerprint, Record(row.Record));
    }

    private static MemberId NameOf(VsSpace space, int[] map, MemberId name)
    {
        var bit = space.BitOf(name);
        return bit == 0 ? name : space.Scenario.NameOf(map[BitOperations.TrailingZeroCount(bit)]);
    }

    private ulong Local(int number) => number == 0 ? 0 : locals.GetOrAdd(number, n =>
    {
        var local = space.Reactions.LocalOf(n);
        return Core.Fingerprint.Mix(Of(local.Box), ((ulong)local.Draws << 32) | local.Payloads);
    });

    private ulong Message(int number) => messages.GetOrAdd(number, n => Of(space.Reactions.MessageOf(n)));

    private ulong Inbox(int number) => number == 0 ? 0 : inboxes.GetOrAdd(number, n =>
    {
        var sum = 2UL;
        foreach (var entry in space.Inboxes[n])
        {
            sum = Core.Fingerprint.Mix(sum, entry > 0 ? Message(entry) : unchecked((ulong)entry));
        }

        return sum;
    });

    private ulong View(int number) => number == 0 ? 0 : views.GetOrAdd(number, n =>
    {
        // The order of the members follows from their names.
        var view = space.Views[n];
        var sum = Of(view.View.Id);
        foreach (var p in view.Processes)
        {
            sum += Core.Fingerprint.Mix(3, (ulong)Process(p));
        }

        foreach (var member in view.View.Members)
        {
            sum += Of(member);
        }

        return sum;
    });

    private ulong History(int number) => number == 0 ? 0 : histories.GetOrAdd(number, n => Facts(space.Histories[n]));

    private ulong Record(int number) => number == 0 ? 0 : records.GetOrAdd(number, n => Facts(space.Records[n]));

    private ulong Facts(ReadOnlySpan<Fact> facts)
    {
        var sum = 0UL;
        foreach (ref readonly var fact in facts)
        {
            sum += Of(fact);
        }

        return sum;
    }

    private ulong Of(in Fact fact)
    {
        var named = Core.Fingerprint.Mix(Of((fact.Epoch, fact.Member)), (ulong)fact.Kind);
        var term = fact.Kind is FactKind.Moved or FactKind.TreeKey or FactKind.Brought or FactKind.Asked ? 0 : TermOf(fact.Term);
        var views = Core.Fingerprint.Mix(View(fact.View), View(fact.To));
        return Core.Fingerprint.Mix(Core.Fingerprint.Mix(named, term), Core.Fingerprint.Mix(views, Core.Fingerprint.Mix(fact.Number, fact.Process == 0 ? 0 : 1 + (ulong)Process(fact.Process - 1))));
    }

    private int Process(int p) => p < map.Length ? map[p] : p;

    private ulong TermOf(int number)
    {
        lock (hashing)
        {
            return hash.OfTerm(space.Reactions.TermOf(number));
        }
    }

    private ulong Of(object value)
    {
        lock (hashing)
        {
            return (ulong)hash.Of(value).Value;
        }
    }
}
