using System.Diagnostics;
using System.Globalization;
using Rekey.KeyTrees.Trees;

namespace Rekey.Benchmarks;

/// <summary>
/// Prints how planning grows: medians for 64 to 4,096 members, and the exponents a of t = c (log2 n)^a and b of t = c n^b that fit them
/// best (least squares of logarithms).
/// </summary>
internal static class TreeFit
{
    private static readonly int[] Sizes = [64, 128, 256, 512, 1024, 2048, 4096];

    public static int Run()
    {
        Console.WriteLine($"{"",-28}{string.Concat(Sizes.Select(static n => $"{n,10}"))}{"log^a",8}{"n^b",8}   (microseconds)");
        foreach (var protocol in (string[])["O", "C"])
        {
            foreach (var policy in (TreePolicy[])[new PaperPolicy(), new BalancedPolicy()])
            {
                var benches = Sizes.Select(n => new TreeBench(protocol, policy, n)).ToArray();
                Row("build", static b => b.Build());
                Row("join", static b => b.Join());
                Row("leave", static b => b.Leave());
                Row("leave by scan", static b => b.LeaveByScan());
                Row("index after leave", static b => b.IndexLeave());
                Row("apply leave", static b => b.ApplyLeave());

                void Row<T>(string what, Func<TreeBench, T> run)
                {
                    Median(() => run(benches[^1]));
                    var times = benches.Select(b => Median(() => run(b))).ToArray();
                    var polylog = Slope([.. Sizes.Select(static n => Math.Log(Math.Log2(n)))], times);
                    var power = Slope([.. Sizes.Select(static n => Math.Log(n))], times);
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"{$"{protocol} {policy.Name} {what}",-28}{string.Concat(times.Select(static t => t.ToString("F1", CultureInfo.InvariantCulture).PadLeft(10)))}{polylog,8:F2}{power,8:F2}"));
                }
            }
        }

        return 0;
    }

    /// <summary>Microseconds per run: the median over batches that take about a millisecond each, once the code is warm.</summary>
    private static double Median<T>(Func<T> run)
    {
        var clock = Stopwatch.StartNew();
        var warm = 0;
        while (clock.ElapsedMilliseconds < 150)
        {
            run();
            warm++;
        }

        var batch = Math.Max(1, warm / 150);
        var times = new List<double>();
        clock.Restart();
        while (times.Count < 15 || (clock.ElapsedMilliseconds < 200 && times.Count < 200))
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < batch; i++)
            {
                run();
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / batch);
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static double Slope(double[] x, double[] times)
    {
        var y = times.Select(static t => Math.Log(t)).ToArray();
        var (meanX, meanY) = (x.Average(), y.Average());
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
    }
}
