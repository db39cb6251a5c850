using Rekey.KeyAgreement.Gdh;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.Gdh;

/// <summary>What GDH costs, without lineup and termination (spec/protocols/gdh.md, "Costs"): GDH-03 to GDH-10.</summary>
public sealed class GdhCostTests
{
    private readonly RunBench bench = new(GdhDefinition.Protocol);

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 4)]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    public void A_merge_costs_what_the_table_says(int n, int m)
    {
        var (old, newcomers) = (Names("a", n), Names("z", m));
        if (n == 1)
        {
            bench.Install(1, old);
        }
        else
        {
            bench.Keyed(1, old);
        }

        bench.Begun(2, [.. old, .. newcomers]);
        var (unicasts, multicasts) = (0, 0);
        foreach (var type in new[] { typeof(Upflow), typeof(Downflow), typeof(FactorOut), typeof(PartialKeys) })
        {
            // An Upflow makes the next one.
            var rounds = type == typeof(Upflow) ? m : 1;
            for (var i = 0; i < rounds; i++)
            {
                var due = bench.Table.Where(p => bench.Open<Rekey.Wire.Message>(p).GetType() == type).ToList();
                (unicasts, multicasts) = type == typeof(Upflow) || type == typeof(FactorOut) ? (unicasts + due.Count, multicasts) : (unicasts, multicasts + 1);
                foreach (var parcel in due)
                {
                    bench.Deliver(parcel);
                }
            }
        }

        bench.Settle().ShouldBeKeyed([.. old, .. newcomers]);
        (unicasts, multicasts).ShouldBe((n + (2 * m) - 1, 2));
        var work = old.Concat(newcomers).ToDictionary(static name => name, bench.WorkOf);
        var passed = m == 1 ? old[^1] : newcomers[^2];
        foreach (var (name, count) in work.Where(w => w.Key != newcomers[^1]))
        {
            var upflow = name == old[^1] || newcomers.Contains(name) ? 1 : 0;

            // Its own upflow, U to the inverse, and the element.
            count.ShouldBe(upflow + (name == passed ? 0 : 1) + 1, name);
        }

        work[newcomers[^1]].ShouldBe(n + m);
        work.Values.Sum().ShouldBe((3 * n) + (4 * m) - 3);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(5, 2)]
    [InlineData(4, 0)]
    public void A_leave_costs_what_the_table_says(int n, int p)
    {
        var names = Names("a", n);
        bench.Keyed(1, names).Keyed(2, names[p..]);

        bench.WorkOf(names[^1]).ShouldBe(n - p);
        names[p..^1].ShouldAllBe(name => bench.WorkOf(name) == 1);
    }

    private static string[] Names(string prefix, int count) => [.. Enumerable.Range(1, count).Select(i => $"{prefix}{i}")];
}
