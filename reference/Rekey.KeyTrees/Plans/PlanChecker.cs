using Rekey.Core;
using Rekey.KeyTrees.Trees;

namespace Rekey.KeyTrees.Plans;

/// <summary>
/// Decides whether a plan is sound, knowing nothing of how it was made (spec/properties.md, PlanSoundness). It plays the plan with sets of
/// names: who holds what before, who gets what from each message, who holds what in the end.
/// </summary>
/// <param name="epoch">The run.</param>
/// <param name="members">The members of the view.</param>
/// <param name="held">The names of the keys that a member holds before the run; of keys that are not in the tree too.</param>
/// <param name="exposed">Whether anybody who is not in the view ever held a key.</param>
/// <param name="server">The member that holds all keys and has no leaf; the default value where there is none.</param>
public sealed class PlanChecker(
    Epoch epoch, IReadOnlyList<MemberId> members, Func<MemberId, IReadOnlySet<KeyName>> held, Func<KeyName, bool> exposed, MemberId server = default)
{
    private readonly Dictionary<MemberId, HashSet<KeyName>> holds = [];
    private readonly Dictionary<MemberId, HashSet<KeyName>> path = [];

    /// <summary>What is wrong with a plan; null where nothing is.</summary>
    public string? Check(Plan plan) => Cover(plan) ?? Surviving(plan.Tree) ?? Choice(plan) ?? Play(plan) ?? Outcome(plan);

    private KeyName NameOf(uint number) => new(epoch, number);

    /// <summary>The tree has each member once; all keys on a path are known by now; a key above a new one is new.</summary>
    private string? Cover(Plan plan)
    {
        holds.Clear();
        path.Clear();
        foreach (var member in members)
        {
            holds[member] = [.. held(member)];
            path[member] = [];
        }

        var names = new HashSet<KeyName>();
        foreach (var branch in plan.Tree.Branches())
        {
            if (!names.Add(branch.Name))
            {
                return $"two keys are named {branch.Name}";
            }

            foreach (var member in branch.Leaves())
            {
                if (!path.TryGetValue(member, out var above))
                {
                    return $"{member} has a leaf and is no member of the view";
                }

                above.Add(branch.Name);
            }

            if (branch.Name.Epoch != epoch && branch.Children.Any(c => c is Branch below && below.Name.Epoch == epoch))
            {
                return $"{branch.Name} is kept above a new key";
            }
        }

        var leaves = plan.Tree.Leaves().ToList();
        var wanted = members.Where(m => m != server).ToList();
        if (leaves.Count != wanted.Count || leaves.ToHashSet().SetEquals(wanted) == false)
        {
            return $"the leaves are {string.Join(' ', leaves)}, the members {string.Join(' ', wanted)}";
        }

        return plan.Tree is Branch root && root.Name != NameOf(0) ? $"the root {root.Name} is not the run's first new key" : null;
    }

    /// <summary>A kept key is held by exactly the members below it, and nobody outside ever held it.</summary>
    private string? Surviving(KeyTree tree)
    {
        foreach (var branch in tree.Branches().Where(b => b.Name.Epoch != epoch))
        {
            if (exposed(branch.Name))
            {
                return $"{branch.Name} is kept, and somebody outside the view has held it";
            }

            foreach (var member in members)
            {
                var due = path[member].Contains(branch.Name) || member == server;
                if (holds[member].Contains(branch.Name) != due)
                {
                    return due
                        ? $"{branch.Name} is kept above {member}, who does not hold it"
                        : $"{branch.Name} is kept, and {member}, who is not below it, holds it";
                }
            }
        }

        return null;
    }

    private string? Choice(Plan plan)
    {
        var fresh = plan.Tree.Branches().Count(b => b.Name.Epoch == epoch);
        if (plan.Choosers.Length != fresh)
        {
            return $"{fresh} keys are new, and {plan.Choosers.Length} are chosen";
        }

        for (var i = 0; i < fresh; i++)
        {
            if (members.FirstOrDefault(m => holds[m].Contains(NameOf((uint)i))) is var early && early != default)
            {
                return $"{NameOf((uint)i)} is new, and {early} holds it before";
            }

            if (!holds.TryGetValue(plan.Choosers[i], out var known))
            {
                return $"{NameOf((uint)i)} is chosen by {plan.Choosers[i]}, who is no member";
            }

            known.Add(NameOf((uint)i));
        }

        return null;
    }

    /// <summary>Every sender holds what it sends and what it encrypts with, from what its prerequisites brought it and no more.</summary>
    private string? Play(Plan plan)
    {
        for (var i = 0; i < plan.Transmissions.Length; i++)
        {
            var message = plan.Transmissions[i];
            if (!holds.TryGetValue(message.From, out var own) || (!message.IsMulticast && !holds.ContainsKey(message.To)))
            {
                return $"message {i} is from or to somebody outside the view";
            }

            var known = new HashSet<KeyName>(own);
            foreach (var before in message.After)
            {
                if (before < 0 || before >= i || (plan.Transmissions[before] is { } first && first.From != message.From && !first.IsMulticast && first.To != message.From))
                {
                    return $"message {i} waits for message {before}, which {message.From} does not see before";
                }
            }

            Gain(known, Seen(plan, message));
            if (message.IsMulticast && message.IsSealed)
            {
                return $"message {i} goes to all on a secure channel";
            }

            foreach (var key in message.Keys)
            {
                if (!known.Contains(NameOf(key)))
                {
                    return $"message {i}: {message.From} sends {NameOf(key)}, which it does not hold";
                }

                if (!path[message.To].Contains(NameOf(key)) && message.To != server)
                {
                    return $"message {i}: {message.To} gets {NameOf(key)}, which is not on its path";
                }
            }

            foreach (var wrap in message.Wraps)
            {
                // Who passes on what another encrypted needs no key.
                var passedOn = Seen(plan, message).Any(t => t.From != message.From && t.Wraps.Contains(wrap));
                if (!passedOn && (!known.Contains(NameOf(wrap.Key)) || !known.Contains(wrap.Under)))
                {
                    return $"message {i}: {message.From} encrypts {NameOf(wrap.Key)} under {wrap.Under} and does not hold both";
                }

                if (exposed(wrap.Under))
                {
                    return $"message {i}: {NameOf(wrap.Key)} goes under {wrap.Under}, which somebody outside the view has held";
                }
            }
        }

        return null;
    }

    /// <summary>When all have received all, in whatever order, each holds the keys of its path; and whoever listens to all gets no others.</summary>
    private string? Outcome(Plan plan)
    {
        var names = plan.Tree.Branches().Select(static b => b.Name).ToList();
        foreach (var member in members)
        {
            var known = holds[member];
            bool Due(KeyName name) => path[member].Contains(name) || member == server;
            Gain(known, plan.Transmissions.Where(t => t.IsMulticast || t.To == member));
            if (names.Exists(n => Due(n) && !known.Contains(n)))
            {
                return $"{member} does not get {names.First(n => Due(n) && !known.Contains(n))}";
            }

            // What goes to another in the clear can be overheard.
            Gain(known, plan.Transmissions.Where(t => t.To == member || !t.IsSealed));
            if (names.Exists(n => !Due(n) && known.Contains(n)))
            {
                return $"{member} gets {names.First(n => !Due(n) && known.Contains(n))}, which is not on its path";
            }
        }

        return null;
    }

    private static IEnumerable<Transmission> Seen(Plan plan, Transmission message) => message.After.Select(i => plan.Transmissions[i]);

    /// <summary>Adds what can be had from some messages, to a fixpoint.</summary>
    private void Gain(HashSet<KeyName> known, IEnumerable<Transmission> messages)
    {
        var all = messages.ToList();
        foreach (var message in all)
        {
            known.UnionWith(message.Keys.Select(NameOf));
        }

        var wraps = all.SelectMany(static m => m.Wraps).ToList();
        while (wraps.RemoveAll(w => known.Contains(w.Under) && (known.Add(NameOf(w.Key)) || true)) > 0)
        {
        }
    }
}
