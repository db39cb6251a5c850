using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Explorer;
using Rekey.KeyAgreement.Ckd;
using Rekey.KeyAgreement.Runs;
using Rekey.Monitors;
using Rekey.Observing;
using Rekey.Tests.Worlds;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>
/// What protocols say of the freshness of a key by their rules (<c>IsFresh</c>, <c>OldestKept</c>; spec/properties.md, "Replaced") is what honest members do: held
/// against the secrets that are in their states.
/// </summary>
public sealed class FreshnessTests
{
    private const string Faults = "crash=1,leave=1,join=1,partition=1,merge=1,refresh=3,depth=2";

    public static TheoryData<string> All => [.. ProtocolRegistry.All.Select(static p => p.Spec.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void Members_draw_and_keep_what_the_rules_say(string protocol)
    {
        var definition = ProtocolRegistry.Find(protocol);
        var watcher = new Watcher();
        foreach (var members in (int[])[2, 4, 5])
        {
            var world = new VsWorld(new Scenario(definition, members, FaultBudget.Parse(Faults)), new SymbolicBinding(Anywhere.Group));
            for (var schedule = 0; schedule < 60; schedule++)
            {
                watcher.Reset();
                BiasedWalk.Run(world, 1, schedule, () => watcher.Look(world).ShouldBeNull($"{protocol} with {members} members, schedule {schedule}"));
            }
        }

        watcher.Commits.ShouldBeGreaterThan(500);
        (watcher.Fresh, watcher.Commits > watcher.Fresh).ShouldSatisfyAllConditions(
            c => c.Fresh.ShouldBeGreaterThan(0),
            c => c.Item2.ShouldBe(protocol is "STR" or "GDH" or "TGDH", "where everybody puts in a share, not everybody puts in a new one"));
    }

    private sealed class Watcher : Fold
    {
        private readonly PerProcess<Epoch?> kept = new();

        public override string Name => nameof(Watcher);

        public int Commits { get; private set; }

        public int Fresh { get; private set; }

        public override void Reset() => kept.Clear();

        protected override string? OnStepped(Step step)
        {
            if (step.Outcome is not Moved { State: MemberState after } moved || !moved.Effects.Any(static e => e is KeyCommitted))
            {
                return null;
            }

            Commits++;
            var (before, protocol) = (step.Before, Setting.Protocol);
            Fresh += protocol.IsFresh(before, after) ? 1 : 0;
            ref var oldest = ref kept[step.Process];
            oldest = protocol.OldestKept(before, after, oldest);
            return after is AgreementMember now ? OfAgreement((AgreementMember)before, now, oldest) : OfTree(after, oldest);
        }

        /// <summary>A member has another secret of its own than before if and only if it is said to keep none that is older.</summary>
        private string? OfAgreement(AgreementMember before, AgreementMember after, Epoch? oldest)
        {
            var (old, now) = (SecretsOf(before.Base, after.Self), SecretsOf(after.Base, after.Self));
            var isNew = !now.Overlaps(old) && now.Count > 0;
            return isNew == (oldest == after.Current!.Epoch) && (now.Count > 0 || oldest is null)
                ? null
                : $"{after.Self} keeps {string.Join(' ', now)} after {string.Join(' ', old)}; by the rules its oldest secret is that of {oldest}, at {after.Current.Epoch}";
        }

        /// <summary>No key that a member keeps for later views is older than it is said to be.</summary>
        private string? OfTree(MemberState after, Epoch? oldest) =>
            after is Rekey.KeyTrees.Runs.TreeMember { Ring: { } ring } && ring.Keys.Keys.Any(k => oldest is not { } least || k.Epoch.ComesBefore(least))
                ? $"{after.Self} keeps {string.Join(' ', ring.Keys.Keys)}, and its oldest is said to be {oldest}"
                : null;

        private HashSet<Term> SecretsOf(Base? kept, MemberId self)
        {
            if (kept?.Foundation is CkdFoundation ckd)
            {
                // A controller goes on with its a, a member with its scalar, whoever comes and goes.
                return ckd.Secret is Term a ? [a] : [.. ckd.List.Where(p => p.Member == self).Select(static p => p.Scalar).OfType<Term>()];
            }

            return kept is null ? [] : [.. StateContents.Of(kept.Foundation, Setting.Terms).Where(t => t.Kind == TermKind.Nonce && t.Member == self)];
        }
    }
}
