using Rekey.KeyAgreement.Ckd;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.Ckd;

/// <summary>What CKD costs, without lineup and termination (spec/protocols/ckd.md, "Costs"): CKD-03 to CKD-08.</summary>
public sealed class CkdCostTests
{
    private readonly RunBench bench = new(CkdDefinition.Protocol);

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 4)]
    public void A_merge_costs_what_the_table_says(int n, int m)
    {
        var (old, newcomers) = (Names("a", n), Names("z", m));
        bench.Keyed(1, old).Begun(2, [.. old, .. newcomers]);
        Messages().ShouldBe((m, 2));
        bench.Settle().ShouldBeKeyed([.. old, .. newcomers]);

        bench.WorkOf(old[0]).ShouldBe(n + (2 * m));
        newcomers.ShouldAllBe(name => bench.WorkOf(name) == 3);
        old[1..].ShouldAllBe(name => bench.WorkOf(name) == 1);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(5, 2)]
    [InlineData(4, 0)]
    public void A_leave_of_others_costs_what_the_table_says(int n, int p)
    {
        var names = Names("a", n);
        bench.Keyed(1, names).Begun(2, names[..^p]);
        Messages().ShouldBe((0, 1));
        bench.Settle().ShouldBeKeyed(names[..^p]);

        bench.WorkOf(names[0]).ShouldBe(n - p);
        names[1..^p].ShouldAllBe(name => bench.WorkOf(name) == 1);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(5, 2)]
    public void A_leave_of_the_controller_costs_what_the_table_says(int n, int m)
    {
        var (left, newcomers) = (Names("a", n)[1..], Names("z", m));
        bench.Keyed(1, Names("a", n)).Begun(2, [.. left, .. newcomers]);
        Messages().ShouldBe((left.Length + m - 1, 2));
        bench.Settle().ShouldBeKeyed([.. left, .. newcomers]);

        bench.WorkOf(left[0]).ShouldBe(2 * (left.Length + m));
        left[1..].Concat(newcomers).ShouldAllBe(name => bench.WorkOf(name) == 3);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public void A_group_from_nothing_costs_what_the_table_says(int n)
    {
        var names = Names("a", n);
        bench.Begun(1, names);
        Messages().ShouldBe((n - 1, 2));
        bench.Settle().ShouldBeKeyed(names);

        bench.WorkOf(names[0]).ShouldBe(2 * n);
        names[1..].ShouldAllBe(name => bench.WorkOf(name) == 3);
    }

    /// <summary>Unicasts and multicasts, one round after the other.</summary>
    private (int Unicasts, int Multicasts) Messages()
    {
        var multicasts = bench.Sent<ControllerShare>().Count;
        bench.Settle(static m => m is not ControllerShare);
        var unicasts = bench.Sent<MemberShare>().Count;
        bench.Settle(static m => m is not MemberShare);
        return (unicasts, multicasts + bench.Sent<WrappedKeys>().Count);
    }

    private static string[] Names(string prefix, int count) => [.. Enumerable.Range(1, count).Select(i => $"{prefix}{i}")];
}
