using System.Collections.Immutable;
using Rekey.Core;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Trees;
using Shouldly;
using Xunit;

namespace Rekey.Tests.KeyTrees;

/// <summary>
/// The plan checker can say no (spec/properties.md, PlanSoundness): good plans of O with one thing broken in each. The plans: four
/// members build ((m1 m2)(m3 m4)) with the keys 0, 1 = K12, 2 = K34; then m1 leaves and the keys are 0 = K24 and the kept K34.
/// </summary>
public sealed class PlanCheckerTests
{
    private static readonly MemberId M1 = Name(1);
    private static readonly MemberId M2 = Name(2);
    private static readonly MemberId M3 = Name(3);
    private static readonly MemberId M4 = Name(4);
    private static readonly MemberId Stranger = Name(9);
    private readonly History history = new(TreeProtocol.O, new PaperPolicy());
    private readonly Installed built;

    public PlanCheckerTests() => built = history.Install([M1, M2, M3, M4]);

    [Fact]
    public void Good_plans_pass()
    {
        var epoch = built.Epoch;
        PaperNotation.Lines(built.Plan, epoch).Count.ShouldBe(4);
        CheckerOf(built).Check(built.Plan).ShouldBeNull();
        var (left, checker) = AfterLeave();
        checker.Check(left.Plan).ShouldBeNull();
        left.Plan.Transmissions.Length.ShouldBe(2);
    }

    [Fact]
    public void A_lost_message() => Broken(p => p.RemoveAt(IndexOf(p, M3, M4))).ShouldBe("m4 does not get 1.m1/1#0");

    [Fact]
    public void A_lost_multicast() => Broken(static p => p.RemoveAt(Cast(p))).ShouldBe("m4 does not get 1.m1/1#0");

    [Fact]
    public void A_key_missing_in_a_message() => Broken(p => Change(p, IndexOf(p, M1, M2), static t => t with { Keys = [1] })).ShouldBe("m2 does not get 1.m1/1#0");

    [Fact]
    public void A_key_missing_among_the_encrypted() =>
        Broken(static p => Change(p, Cast(p), static t => t with { Wraps = [] })).ShouldBe("m4 does not get 1.m1/1#0");

    [Fact]
    public void Encrypted_under_a_key_that_the_sender_lacks() =>
        Broken(p => Change(p, Cast(p), t => t with { Wraps = [new Wrap(0, new KeyName(built.Epoch, 1))] })).ShouldBe("message 3: m3 encrypts 1.m1/1#0 under 1.m1/1#1 and does not hold both");

    [Fact]
    public void Encrypted_without_waiting_for_the_key() =>
        Broken(static p => Change(p, Cast(p), static t => t with { After = [] })).ShouldBe("message 3: m3 encrypts 1.m1/1#0 under 1.m1/1#2 and does not hold both");

    [Fact]
    public void Encrypted_under_another_key_that_the_sender_holds()
    {
        var (left, checker) = AfterLeave();
        checker.Check(Change(left.Plan, p => Change(p, Cast(p), static t => t with { Wraps = [new Wrap(0, new KeyName(t.Wraps[0].Under.Epoch, 0))] })))
            .ShouldBe("message 1: 2.m2/1#0 goes under 1.m1/1#0, which somebody outside the view has held");
    }

    [Fact]
    public void Encrypted_under_a_key_of_members_that_are_not_on_the_path()
    {
        // m1, who holds K12 and K14, gives away K12.
        Broken(p => p.Add(new Transmission(M1, default, [], [new Wrap(1, new KeyName(built.Epoch, 0))], []))).ShouldBe("m3 gets 1.m1/1#1, which is not on its path");
    }

    [Fact]
    public void Overheard_on_its_way_to_another() =>
        Broken(p => p.Add(new Transmission(M1, M2, [], [new Wrap(1, new KeyName(built.Epoch, 0))], []))).ShouldBe("m3 gets 1.m1/1#1, which is not on its path");

    [Fact]
    public void Waiting_for_a_message_to_somebody_else() =>
        Broken(p => Change(p, Cast(p), t => t with { After = [IndexOf(p, M1, M2)] })).ShouldBe("message 3 waits for message 0, which m3 does not see before");

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(-1)]
    public void Waiting_for_a_message_that_is_not_earlier(int before) =>
        Broken(p => Change(p, Cast(p), t => t with { After = [before] })).ShouldBe($"message 3 waits for message {before}, which m3 does not see before");

    [Fact]
    public void Sent_by_one_who_does_not_hold_it() =>
        Broken(p => Change(p, IndexOf(p, M3, M4), static t => t with { Keys = [2, 0] })).ShouldBe("message 2: m3 sends 1.m1/1#0, which it does not hold");

    [Fact]
    public void Sent_off_the_path() =>
        Broken(p => Change(p, IndexOf(p, M1, M3), static t => t with { Keys = [1, 0] })).ShouldBe("message 1: m3 gets 1.m1/1#1, which is not on its path");

    [Fact]
    public void A_key_that_does_not_exist() =>
        Broken(p => Change(p, IndexOf(p, M3, M4), static t => t with { Keys = [2, 7] })).ShouldBe("message 2: m3 sends 1.m1/1#7, which it does not hold");

    [Fact]
    public void Sent_by_or_to_a_stranger()
    {
        Broken(static p => p.Add(new Transmission(Stranger, M1, [0], [], []))).ShouldBe("message 4 is from or to somebody outside the view");
        Broken(static p => p.Add(new Transmission(M1, Stranger, [0], [], []))).ShouldBe("message 4 is from or to somebody outside the view");
    }

    [Fact]
    public void Sealed_for_all() =>
        Broken(p => Change(p, IndexOf(p, M1, M2), static t => t with { To = default })).ShouldBe("message 0 goes to all on a secure channel");

    [Fact]
    public void Chosen_by_a_stranger() => Choosing(built.Plan.Choosers.SetItem(1, Stranger)).ShouldBe("1.m1/1#1 is chosen by m9, who is no member");

    [Fact]
    public void Chosen_by_one_who_is_not_below() => Choosing(built.Plan.Choosers.SetItem(1, M4)).ShouldBe("message 0: m1 sends 1.m1/1#1, which it does not hold");

    [Fact]
    public void Chosen_off_the_path_and_handed_on() => CheckerOf(built).Check(new Plan(built.Tree, built.Plan.Choosers.SetItem(2, M1),
        [new Transmission(M1, M2, [1, 0], [], []), new Transmission(M1, M3, [2, 0], [], []), new Transmission(M1, M4, [2, 0], [], [])]))
        .ShouldBe("m1 gets 1.m1/1#2, which is not on its path");

    [Fact]
    public void Too_few_or_too_many_choosers()
    {
        Choosing(built.Plan.Choosers.RemoveAt(2)).ShouldBe("3 keys are new, and 2 are chosen");
        Choosing(built.Plan.Choosers.Add(M1)).ShouldBe("3 keys are new, and 4 are chosen");
    }

    [Fact]
    public void A_new_name_that_somebody_holds_before() => history.Checker(built.Epoch, built.Members).Check(built.Plan).ShouldBe("1.m1/1#0 is new, and m1 holds it before");

    [Fact]
    public void A_leaf_missing_or_doubled_or_strange()
    {
        OnTree(Root(Key(1, M1, M2), new Leaf(M3))).ShouldBe("the leaves are m1 m2 m3, the members m1 m2 m3 m4");
        OnTree(Root(Key(1, M1, M2), Key(2, M3, M4, M4))).ShouldBe("the leaves are m1 m2 m3 m4 m4, the members m1 m2 m3 m4");
        OnTree(Root(Key(1, M1, M2), Key(2, M3, M3))).ShouldBe("the leaves are m1 m2 m3 m3, the members m1 m2 m3 m4");
        OnTree(Root(Key(1, M1, M2), Key(2, M3, M4, Stranger))).ShouldBe("m9 has a leaf and is no member of the view");
        OnTree(new Leaf(Stranger)).ShouldBe("the leaves are m9, the members m1 m2 m3 m4");
    }

    [Fact]
    public void A_name_twice() => OnTree(Root(Key(1, M1, M2), Key(1, M3, M4))).ShouldBe("two keys are named 1.m1/1#1");

    [Fact]
    public void A_root_that_is_not_new_or_not_the_first()
    {
        OnTree(Key(1, M1, M2, M3, M4)).ShouldBe("the root 1.m1/1#1 is not the run's first new key");
        var next = new Epoch(Anywhere.Group, new ViewId(2, M1), 1);
        history.Checker(next, built.Members).Check(new Plan(built.Tree, [], [])).ShouldBe("the root 1.m1/1#0 is not the run's first new key");
    }

    [Fact]
    public void A_key_kept_above_a_newcomer()
    {
        var epoch = new Epoch(Anywhere.Group, new ViewId(2, M1), 1);
        var k34 = new Branch(new KeyName(built.Epoch, 2), [new Leaf(M3), new Leaf(M4), new Leaf(Stranger)]);
        Kept(epoch, [M1, M2, M3, M4, Stranger], new Branch(new KeyName(epoch, 0), [new Leaf(M1), new Leaf(M2), k34])).ShouldBe("1.m1/1#2 is kept above m9, who does not hold it");
    }

    [Fact]
    public void A_key_kept_beside_one_who_holds_it()
    {
        var epoch = new Epoch(Anywhere.Group, new ViewId(2, M1), 1);
        var k34 = new Branch(new KeyName(built.Epoch, 2), [new Leaf(M3)]);
        Kept(epoch, [M1, M2, M3, M4], new Branch(new KeyName(epoch, 0), [new Leaf(M1), new Leaf(M2), k34, new Leaf(M4)])).ShouldBe("1.m1/1#2 is kept, and m4, who is not below it, holds it");
    }

    [Fact]
    public void A_key_kept_that_a_leaver_knew()
    {
        var epoch = new Epoch(Anywhere.Group, new ViewId(2, M1), 1);
        var k34 = new Branch(new KeyName(built.Epoch, 2), [new Leaf(M3)]);
        Kept(epoch, [M1, M2, M3], new Branch(new KeyName(epoch, 0), [new Leaf(M1), new Leaf(M2), k34])).ShouldBe("1.m1/1#2 is kept, and somebody outside the view has held it");
    }

    [Fact]
    public void A_key_kept_above_a_new_one()
    {
        var epoch = new Epoch(Anywhere.Group, new ViewId(2, M1), 1);
        var k34 = new Branch(new KeyName(built.Epoch, 2), [new Branch(new KeyName(epoch, 1), [new Leaf(M3), new Leaf(M4)])]);
        Kept(epoch, [M1, M2, M3, M4], new Branch(new KeyName(epoch, 0), [new Leaf(M1), new Leaf(M2), k34])).ShouldBe("1.m1/1#2 is kept above a new key");
    }

    [Fact]
    public void A_server_with_a_leaf_and_one_without_keys()
    {
        var server = new History(TreeProtocol.C, new PaperPolicy());
        var installed = server.Install([M1, M2, M3]);
        CheckerOf(installed, M1).Check(installed.Plan).ShouldBeNull();
        CheckerOf(installed, M1).Check(new Plan(Root(new Leaf(M1), new Leaf(M2), new Leaf(M3)), [M1], [])).ShouldBe("the leaves are m1 m2 m3, the members m2 m3");
        CheckerOf(installed, M1).Check(new Plan(installed.Tree, installed.Plan.Choosers.SetItem(1, M2), installed.Plan.Transmissions))
            .ShouldBe("message 1: m1 sends 1.m1/1#1, which it does not hold");
        CheckerOf(installed, M1).Check(new Plan(Root(new Leaf(M2), new Leaf(M3)), [M2], [new Transmission(M2, M3, [0], [], [])])).ShouldBe("m1 does not get 1.m1/1#0");
    }

    /// <summary>Without any one of its messages, or any one key in any of them, no plan of a build is sound.</summary>
    [Theory]
    [InlineData("C")]
    [InlineData("B")]
    [InlineData("O")]
    public void No_part_of_a_build_is_needless_up_to_four_members(string name)
    {
        var protocol = TreeProtocol.Find(name);
        for (var n = 2; n <= 4; n++)
        {
            var installed = new History(protocol, new PaperPolicy()).Install(Enumerable.Range(1, n + (protocol.HasServer ? 1 : 0)).Select(Name));
            var checker = CheckerOf(installed, protocol.HasServer ? M1 : default);
            checker.Check(installed.Plan).ShouldBeNull();
            foreach (var lesser in Lesser(installed.Plan))
            {
                checker.Check(lesser).ShouldNotBeNull(string.Join('\n', PaperNotation.Lines(lesser, installed.Epoch)));
            }
        }
    }

    private static IEnumerable<Plan> Lesser(Plan plan)
    {
        for (var i = 0; i < plan.Transmissions.Length; i++)
        {
            var message = plan.Transmissions[i];
            foreach (var key in message.Keys)
            {
                yield return Change(plan, p => Change(p, i, t => t with { Keys = t.Keys.Remove(key) }));
            }

            foreach (var wrap in message.Wraps)
            {
                yield return Change(plan, p => Change(p, i, t => t with { Wraps = t.Wraps.Remove(wrap) }));
            }

            yield return Change(plan, p => Change(p, i, static t => t with { Keys = [], Wraps = [] }));
        }
    }

    private static MemberId Name(int i) => MemberId.Parse($"m{i}");

    /// <summary>Nobody holds anything before, and nobody is outside.</summary>
    private static PlanChecker CheckerOf(Installed installed, MemberId server = default) =>
        new(installed.Epoch, installed.Members, static _ => new HashSet<KeyName>(), static _ => false, server);

    private (Installed Left, PlanChecker Checker) AfterLeave()
    {
        var left = history.Install([M2, M3, M4]);
        var before = new History(TreeProtocol.O, new PaperPolicy());
        before.Install([M1, M2, M3, M4]);
        return (left, before.Checker(left.Epoch, left.Members));
    }

    private string? Broken(Action<ImmutableArray<Transmission>.Builder> change) => CheckerOf(built).Check(Change(built.Plan, change));

    private string? Choosing(ImmutableArray<MemberId> choosers) => CheckerOf(built).Check(new Plan(built.Tree, choosers, built.Plan.Transmissions));

    private string? OnTree(KeyTree tree) => CheckerOf(built).Check(new Plan(tree, built.Plan.Choosers, built.Plan.Transmissions));

    private string? Kept(Epoch epoch, IReadOnlyList<MemberId> members, KeyTree tree) => history.Checker(epoch, members).Check(new Plan(tree, [M1], []));

    private Branch Root(params ImmutableArray<KeyTree> children) => new(new KeyName(built.Epoch, 0), children);

    private Branch Key(uint number, params MemberId[] members) => new(new KeyName(built.Epoch, number), [.. members.Select(static m => new Leaf(m))]);

    private static Plan Change(Plan plan, Action<ImmutableArray<Transmission>.Builder> change)
    {
        var messages = plan.Transmissions.ToBuilder();
        change(messages);
        return new Plan(plan.Tree, plan.Choosers, messages.ToImmutable());
    }

    private static void Change(ImmutableArray<Transmission>.Builder messages, int index, Func<Transmission, Transmission> change) => messages[index] = change(messages[index]);

    private static int IndexOf(ImmutableArray<Transmission>.Builder messages, MemberId from, MemberId to) => messages.ToList().FindIndex(t => t.From == from && t.To == to);

    private static int Cast(ImmutableArray<Transmission>.Builder messages) => messages.ToList().FindIndex(static t => t.IsMulticast);
}
