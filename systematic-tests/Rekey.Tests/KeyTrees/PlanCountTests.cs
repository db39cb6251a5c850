using System.Numerics;
using Rekey.Core;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Trees;
using Shouldly;
using Xunit;

namespace Rekey.Tests.KeyTrees;

/// <summary>What a plan costs.</summary>
/// <param name="Sends">Messages on secure channels.</param>
/// <param name="Keys">Keys inside these.</param>
/// <param name="Forwards">Messages in the clear to one member.</param>
/// <param name="Multicasts">Messages to all.</param>
/// <param name="Casters">Members that encrypt.</param>
/// <param name="Ciphertexts">Encryptions in messages to all; two members may make the same.</param>
/// <param name="Rounds">Messages in a row.</param>
internal sealed record Costs(int Sends, int Keys, int Forwards, int Multicasts, int Casters, int Ciphertexts, int Rounds)
{
    public static Costs Of(Plan plan)
    {
        var sealedOnes = plan.Transmissions.Where(static t => t.IsSealed).ToList();
        var forwards = plan.Transmissions.Where(static t => !t.IsSealed && !t.IsMulticast).ToList();
        var casts = plan.Transmissions.Where(static t => t.IsMulticast).ToList();
        return new Costs(sealedOnes.Count, sealedOnes.Sum(static t => t.Keys.Length), forwards.Count, casts.Count,
            (forwards.Count > 0 ? forwards : casts).Select(static t => t.From).Distinct().Count(), casts.Sum(static t => t.Wraps.Length), plan.Rounds);
    }
}

/// <summary>The cost tables of paper A, section 4.4, exactly: for n = 2^k members, and as bounds for every n.</summary>
public sealed class PlanCountTests
{
    private static readonly MemberId Server = MemberId.Parse("a");

    public static TheoryData<int> Powers => [1, 2, 3, 4, 5, 6, 7];

    /// <summary>The server sends n individual keys besides, in the same round.</summary>
    [Theory]
    [MemberData(nameof(Powers))]
    public void C(int k)
    {
        var n = 1 << k;
        Build(TreeProtocol.C, n).ShouldBe(new Costs(n, n, 0, 1, 1, 2 * (n - 1), 1));
        Join(TreeProtocol.C, n).ShouldBe(new Costs(1, 1, 0, 1, 1, 2, 1));
        Leave(TreeProtocol.C, n).ShouldBe(k == 1 ? RootAlone : new Costs(0, 0, 0, 1, 1, 2 * (k - 1), 1));
    }

    /// <summary>k rounds of <i>agree</i>, of which each but the first is a send and a multicast in a row.</summary>
    [Theory]
    [MemberData(nameof(Powers))]
    public void B(int k)
    {
        var n = 1 << k;
        var rounds = k == 1 ? 1 : 2 * (k - 1);
        Build(TreeProtocol.B, n).ShouldBe(new Costs(n - 1, n - 1, 0, n - 2, n / 2 - (k == 1 ? 1 : 0), n - 2, rounds));
        Join(TreeProtocol.B, n).ShouldBe(new Costs(1, 1, 0, 1, 1, 1, 1));
        Leave(TreeProtocol.B, n).ShouldBe(k == 1 ? Nothing : new Costs(k - 1, k - 1, 0, 2 * (k - 1) - 1, k - (k == 2 ? 1 : 0), 2 * (k - 1) - 1, rounds));
    }

    [Theory]
    [MemberData(nameof(Powers))]
    public void O(int k)
    {
        var n = 1 << k;
        Build(TreeProtocol.O, n).ShouldBe(new Costs(n - 1, 2 * n - k - 2, 0, n / 2 - 1, n / 2 - 1, n - k - 1, k == 1 ? 1 : 2));
        Join(TreeProtocol.O, n).ShouldBe(new Costs(1, 1, 0, 1, 1, 1, 1));
        Leave(TreeProtocol.O, n).ShouldBe(k == 1 ? Nothing : new Costs(k - 1, k * (k - 1) / 2, 0, k - 1, k - 1, k * (k - 1) / 2, 2));
    }

    /// <summary>The member that multicasts is the one that chooses the group key.</summary>
    [Theory]
    [MemberData(nameof(Powers))]
    public void O3(int k)
    {
        var n = 1 << k;
        Build(TreeProtocol.O3, n).ShouldBe(new Costs(n - 1, 2 * n - k - 2, n / 2 - 1, k == 1 ? 0 : 1, n / 2 - 1, n - k - 1, k == 1 ? 1 : 3));
        Join(TreeProtocol.O3, n).ShouldBe(new Costs(1, 1, 0, 1, 1, 1, 1));
        Leave(TreeProtocol.O3, n).ShouldBe(k == 1 ? Nothing : new Costs(k - 1, k * (k - 1) / 2, k - 1, 1, k - 1, k * (k - 1) / 2, 3));
    }

    /// <summary>Nobody has less to send than that; logarithms are rounded up.</summary>
    [Theory]
    [InlineData("paper")]
    [InlineData("balanced")]
    public void Every_size_up_to_128_keeps_to_the_bounds(string policy)
    {
        for (var n = 2; n <= 128; n++)
        {
            var log = BitOperations.Log2((uint)n - 1) + 1;
            foreach (var protocol in TreeProtocol.All)
            {
                var (build, join, leave) = (Build(protocol, n, policy), Join(protocol, n, policy), Leave(protocol, n, policy));
                var what = $"{protocol} {policy} {n}";
                build.Sends.ShouldBe(protocol.HasServer ? n : n - 1, what);
                build.Ciphertexts.ShouldBeLessThanOrEqualTo(2 * (n - 1), what);
                build.Keys.ShouldBeLessThanOrEqualTo(2 * n, what);
                join.Keys.ShouldBeLessThanOrEqualTo(policy == "paper" ? 1 : (log + 1) * (log + 2), what);
                join.Ciphertexts.ShouldBeLessThanOrEqualTo(policy == "paper" ? 2 : (log + 1) * (log + 2), what);
                leave.Ciphertexts.ShouldBeLessThanOrEqualTo(2 * log * log, what);
                leave.Sends.ShouldBeLessThanOrEqualTo(2 * log, what);
                Math.Max(join.Rounds, leave.Rounds).ShouldBeLessThanOrEqualTo(MostRounds(protocol, log + 2), what);
                build.Rounds.ShouldBeLessThanOrEqualTo(MostRounds(protocol, log), what);
            }
        }
    }

    private static int MostRounds(TreeProtocol protocol, int log) => protocol.Name switch
    {
        "C" => 1,
        "O" => 2,
        "O3" => 3,
        _ => Math.Max(1, 2 * (log - 1)),
    };

    /// <summary>C with one client left: a new individual key, which is the group key, on the secure channel.</summary>
    private static Costs RootAlone => new(1, 1, 0, 0, 0, 0, 1);

    private static Costs Nothing => new(0, 0, 0, 0, 0, 0, 0);

    private static Costs Build(TreeProtocol protocol, int n, string policy = "paper") => Last(protocol, policy, Members(n));

    private static Costs Join(TreeProtocol protocol, int n, string policy = "paper") => Last(protocol, policy, Members(n), Members(n + 1));

    private static Costs Leave(TreeProtocol protocol, int n, string policy = "paper") => Last(protocol, policy, Members(n), Members(n).Skip(1));

    private static IEnumerable<MemberId> Members(int n) => Enumerable.Range(1, n).Select(static i => MemberId.Parse($"m{i:D3}"));

    private static Costs Last(TreeProtocol protocol, string policy, params IEnumerable<MemberId>[] views)
    {
        var history = new History(protocol, policy == "paper" ? new PaperPolicy() : new BalancedPolicy(), isChecked: false);
        var plan = default(Plan)!;
        foreach (var view in views)
        {
            plan = history.Install(protocol.HasServer ? view.Prepend(Server) : view).Plan;
        }

        return Costs.Of(plan);
    }
}
