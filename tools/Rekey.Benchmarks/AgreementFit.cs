using System.Globalization;

namespace Rekey.Benchmarks;

/// <summary>Prints in seconds what <see cref="AgreementBenchmarks"/> measures in minutes: the medians of microseconds per schedule, and bytes.</summary>
internal static class AgreementFit
{
    private const int Batches = 15;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(200);

    private static TimeSpan Now => Environment.CpuUsage.TotalTime;

    public static AgreementWorkload Workload(string protocol) => protocol switch
    {
        "TGDH" => new TreeAgreement(),
        "BD" => new RingAgreement(),
        _ => new ChainAgreement(),
    };

    public static int Run()
    {
        Console.WriteLine($"{"",-8}{"terms",8}{"make",10}{"hear",10}{"ask",10}{"all",10}{"bytes",12}   (microseconds per schedule of 5 views)");
        foreach (var protocol in (string[])["TGDH", "BD", "GDH"])
        {
            var workload = Workload(protocol);
            var broken = workload.Run();
            double[] times = [Median(workload.Make), Median(workload.Hear), Median(() => workload.Ask()), Median(() => workload.Run())];
            var before = GC.GetAllocatedBytesForCurrentThread();
            workload.Run();
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            Console.WriteLine($"{protocol,-8}{workload.Terms,8}{string.Concat(times.Select(static t => t.ToString("F1", CultureInfo.InvariantCulture).PadLeft(10)))}{bytes,12}");
            if (broken != 0)
            {
                Console.WriteLine($"{protocol}: {broken} keys are derivable; the workload is wrong");
                return 1;
            }
        }

        return 0;
    }

    // Processor time, not the clock's, so that other work on the machine counts less.
    private static double Median(Action run)
    {
        var (start, runs) = (Now, 0);
        while (Now - start < WarmUp)
        {
            run();
            runs++;
        }

        var each = Math.Max(1, runs / 4);
        var times = new double[Batches];
        for (var i = 0; i < Batches; i++)
        {
            start = Now;
            for (var j = 0; j < each; j++)
            {
                run();
            }

            times[i] = (Now - start).TotalMicroseconds / each;
        }

        Array.Sort(times);
        return times[Batches / 2];
    }
}
