using Rekey.Core;

namespace Rekey.Worlds.Exhaustive;

/// <summary>
/// What of the past properties depend on. A verdict on an event depends on the event and on some facts; both together are a situation, and of each
/// situation one run is judged. What no later verdict can depend on is forgotten, so that states become equal.
/// </summary>
internal sealed partial class VsExpander
{
    /// <summary>A process goes from one view to another (AllOrNone, DataAgreement).</summary>
    internal void NoteMove(StateRow row, int p, int from, int to)
    {
        if (!space.Options.Histories)
        {
            return;
        }

        var run = LastTold(row, p, from);
        var data = PayloadsAt(row, p, from);
        var move = new Fact(FactKind.Moved, from, To: to, Number: data == 0 ? run : Core.Fingerprint.Mix(data, run));
        var hash = move.Hash;
        if (from != 0)
        {
            for (var q = 0; q < row.Processes; q++)
            {
                foreach (ref readonly var fact in space.Histories[row[q, Layout.History]])
                {
                    if (fact.Kind == FactKind.Moved && fact.View == from && fact.To == to)
                    {
                        hash += fact.Hash;
                    }
                }
            }

            Add(row, p, move);
        }

        successors.Judge(hash);
        if (space.Options.EpochOrder)
        {
            NoteOrder(row, p, from, to);
        }
    }

    /// <summary>
    /// A process comes to a view with the newest epoch that it committed: in the view before, or, where it committed nothing there, the one that it
    /// came to that view with (ForwardSecrecy, BackwardSecrecy).
    /// </summary>
    private void NoteOrder(StateRow row, int p, int from, int to)
    {
        var newest = space.Reactions.LocalOf(row[p, Layout.Local]).Box.Member.Current?.Epoch;
        foreach (ref readonly var fact in space.Histories[row[p, Layout.History]])
        {
            if (newest is null && fact.Kind == FactKind.Brought && fact.View == from)
            {
                newest = fact.Epoch;
            }
        }

        if (newest is { } epoch)
        {
            var brought = new Fact(FactKind.Brought, to, epoch);
            Add(row, p, brought);
            row.Record = space.Records.Add(row.Record, brought);
        }
    }

    private void Add(StateRow row, int p, in Fact fact) => row[p, Layout.History] = space.Histories.Add(row[p, Layout.History], fact);

    /// <summary>What a process did by itself.</summary>
    private void Note(StateRow row, int p, Reaction reaction)
    {
        if (!space.Options.Histories)
        {
            return;
        }

        foreach (var heard in reaction.Heard)
        {
            if (heard.Kind == FactKind.Encrypted && space.Records[row.Record].Contains(heard))
            {
                successors.Judge(Core.Fingerprint.Mix(heard.Hash, (ulong)reaction.Number));
            }

            row.Record = space.Records.Add(row.Record, heard);
        }

        foreach (var key in reaction.Keys)
        {
            NoteKey(row, p, key);
        }

        foreach (var fact in reaction.Facts)
        {
            var here = fact with { View = ViewOf(row, p, fact.Epoch) };
            switch (fact.Kind)
            {
                case FactKind.TreeKey:
                    Add(row, p, here);
                    break;
                case FactKind.SentData:
                    row.Record = space.Records.Add(row.Record, new Fact(FactKind.PayloadIn, Term: here.Term, To: row[p, Layout.View]));
                    Add(row, p, here);
                    break;
                case FactKind.Asked:
                    Add(row, p, here);
                    break;
                case FactKind.Delivered:
                    successors.Judge(Core.Fingerprint.Mix(Core.Fingerprint.Mix(here.Hash, Told(row, p)), PayloadsOf(row, p, here)));
                    Add(row, p, here);
                    break;
                case FactKind.UsedEarly or FactKind.Protected:
                    successors.Judge(Core.Fingerprint.Mix(here.Hash, Told(row, p)));
                    break;
                case FactKind.Planned:
                    successors.Judge(Core.Fingerprint.Mix(here.Hash, Holdings(row, p)));
                    break;
                default:
                    successors.Judge(here.Hash);
                    break;
            }
        }
    }

    /// <summary>The number of an epoch's view, if the process is in it; 0 where it is in another.</summary>
    private int ViewOf(StateRow row, int p, Epoch epoch) =>
        row[p, Layout.View] is > 0 and var number && space.Views[number].View.Id == epoch.View ? number : 0;

    /// <summary>What a process's application was told of keys (FaithfulPort, NoEarlyUse, EpochBinding, NewestKey).</summary>
    private ulong Told(StateRow row, int p)
    {
        var sum = 0UL;
        foreach (ref readonly var fact in space.Histories[row[p, Layout.History]])
        {
            sum += fact.Kind == FactKind.Committed ? fact.Hash : 0;
        }

        return sum;
    }

    /// <summary>The last run of a view that a process's application was told of; 0 for none.</summary>
    private uint LastTold(StateRow row, int p, int view)
    {
        var run = 0u;
        foreach (ref readonly var fact in space.Histories[row[p, Layout.History]])
        {
            run = fact.Kind == FactKind.Committed && fact.View == view ? Math.Max(run, fact.Epoch.Run) : run;
        }

        return run;
    }

    /// <summary>A key is taken hold of, and perhaps committed (Agreement, FaithfulPort, NoEarlyUse, Authenticity, Refinement).</summary>
    private void NoteKey(StateRow row, int p, in KeyEvent key)
    {
        var view = ViewOf(row, p, key.Epoch);
        var held = new Fact(FactKind.Held, view, key.Epoch, key.Term);
        if (!space.Histories[row[p, Layout.History]].Contains(held))
        {
            Add(row, p, held);
            successors.Judge(held.Hash);
        }

        var (chosen, conflicts) = Known(row, key);
        if (chosen == 0)
        {
            var first = new Fact(FactKind.Chosen, Epoch: key.Epoch, Term: key.Term, Process: p + 1);
            row.Record = space.Records.Add(row.Record, first);
            chosen = first.Hash;
        }

        if (key.IsUsed)
        {
            var (missing, runs) = Others(row, p, key.Epoch, held);
            var context = Core.Fingerprint.Mix(Core.Fingerprint.Mix(missing, runs), Core.Fingerprint.Mix(chosen, conflicts));
            successors.Judge(Core.Fingerprint.Mix(Core.Fingerprint.Mix(held.Hash, key.By), Core.Fingerprint.Mix(context, Told(row, p))));
            Add(row, p, new Fact(FactKind.Committed, view, key.Epoch, key.Term));
            row[p, Layout.History] = space.Histories.Remove(row[p, Layout.History], new Fact(FactKind.Asked));
            row.Record = space.Records.Add(row.Record, new Fact(FactKind.GroupKey, Epoch: key.Epoch, Term: key.Term, To: row[p, Layout.View]));
        }
    }

    /// <summary>Who held a key first, and what else is on record of key or epoch.</summary>
    private (ulong Chosen, ulong Conflicts) Known(StateRow row, in KeyEvent key)
    {
        var (chosen, conflicts) = (0UL, 0UL);
        foreach (ref readonly var fact in space.Records[row.Record])
        {
            if (fact.Kind == FactKind.Chosen && fact.Term == key.Term)
            {
                chosen = fact.Hash;
            }
            else if (fact.Kind == FactKind.GroupKey && (fact.Term == key.Term) != (fact.Epoch == key.Epoch))
            {
                conflicts += fact.Hash;
            }
        }

        return (chosen, conflicts);
    }

    /// <summary>Which members of the view do not hold a key that is committed now, and which runs of the view had a key.</summary>
    private (ulong Missing, ulong Runs) Others(StateRow row, int p, Epoch epoch, in Fact held)
    {
        var (missing, runs) = (0UL, 0UL);
        if (row[p, Layout.View] is > 0 and var number)
        {
            foreach (var member in space.Views[number].Processes)
            {
                missing |= space.Histories[row[member, Layout.History]].Contains(held) ? 0UL : 1UL << member;
            }
        }

        for (var q = 0; q < row.Processes; q++)
        {
            foreach (ref readonly var fact in space.Histories[row[q, Layout.History]])
            {
                runs |= fact.Kind == FactKind.Committed && fact.Epoch.View == epoch.View ? 1UL << (int)Math.Min(fact.Epoch.Run, 63) : 0;
            }
        }

        return (missing, runs);
    }

    /// <summary>Which payloads of its epoch were sent, and which were delivered to the process before (DataIntegrity).</summary>
    private ulong PayloadsOf(StateRow row, int p, in Fact delivered)
    {
        var sum = 0UL;
        for (var q = 0; q < row.Processes; q++)
        {
            foreach (ref readonly var fact in space.Histories[row[q, Layout.History]])
            {
                if (fact.View == delivered.View && (fact.Kind == FactKind.SentData || (fact.Kind == FactKind.Delivered && q == p)))
                {
                    sum += Core.Fingerprint.Mix(fact.Hash, (ulong)q);
                }
            }
        }

        return sum;
    }

    /// <summary>Which payloads of a view a process delivered or sent itself; 0 for none (DataAgreement).</summary>
    private ulong PayloadsAt(StateRow row, int p, int view)
    {
        var sum = 0UL;
        foreach (ref readonly var fact in space.Histories[row[p, Layout.History]])
        {
            if (fact.View == view && fact.Kind is FactKind.SentData or FactKind.Delivered)
            {
                sum += Core.Fingerprint.Mix(Core.Fingerprint.Mix(fact.Epoch.Fingerprint, fact.Number), (fact.Kind == FactKind.SentData ? row.IdOf(p) : fact.Member).Fingerprint);
            }
        }

        return sum;
    }

    /// <summary>What a plan is judged by: what the members hold, and what others ever held (PlanSoundness).</summary>
    private ulong Holdings(StateRow row, int p)
    {
        var members = space.Views[row[p, Layout.View]].Processes;
        var hash = 0UL;
        for (var q = 0; q < row.Processes; q++)
        {
            if (members.Contains(q) && row.IsAlive(q))
            {
                var own = space.Reactions.LocalOf(row[q, Layout.Local]).Holdings;
                hash = Core.Fingerprint.Mix(Core.Fingerprint.Mix(hash, (ulong)own), (ulong)(own >> 64));
                continue;
            }

            var keys = 1UL;
            foreach (ref readonly var fact in space.Histories[row[q, Layout.History]])
            {
                keys += fact.Kind == FactKind.TreeKey ? (fact with { View = 0 }).Hash : 0;
            }

            hash = Core.Fingerprint.Mix(hash, keys);
        }

        return hash;
    }

    /// <summary>Facts about views that nobody is in, and nobody will be in, are forgotten.</summary>
    internal void Forget(StateRow row)
    {
        if (space.Options.EpochOrder)
        {
            ForgetOrder(row);
        }

        for (var p = 0; p < row.Processes; p++)
        {
            var before = 0;
            while (before != row[p, Layout.History])
            {
                before = row[p, Layout.History];
                foreach (ref readonly var fact in space.Histories[before])
                {
                    if (fact.View != 0 && !IsLive(row, fact.View))
                    {
                        row[p, Layout.History] = space.Histories.Forget(before, fact.View, RunsOf(row, fact.View));
                        break;
                    }
                }
            }
        }
    }

    /// <summary>Who came to a view with what does not matter if nobody is in that view any more, and it was never keyed.</summary>
    private void ForgetOrder(StateRow row)
    {
        var before = 0;
        while (before != row.Record)
        {
            before = row.Record;
            foreach (ref readonly var fact in space.Records[before])
            {
                if (fact.Kind == FactKind.Brought && !IsLive(row, fact.View) && RunsOf(row, fact.View) == 0)
                {
                    row.Record = space.Records.Forget(before, fact.View, 0);
                    break;
                }
            }
        }
    }

    private static bool IsLive(StateRow row, int view)
    {
        for (var p = 0; p < row.Processes; p++)
        {
            if (row[p, Layout.View] == view || row[p, Layout.Pending] == view)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The runs of a view that somebody committed, as bits.</summary>
    private ulong RunsOf(StateRow row, int view)
    {
        var runs = 0UL;
        foreach (ref readonly var fact in space.Records[row.Record])
        {
            runs |= fact.Kind == FactKind.GroupKey && fact.To == view ? 1UL << (int)Math.Min(fact.Epoch.Run, 63) : 0;
        }

        return runs;
    }
}
