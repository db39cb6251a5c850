using BenchmarkDotNet.Attributes;

namespace Rekey.Benchmarks;

/// <summary>The algebra's share of a schedule of a contributory protocol: making terms, closing traffic, asking all secrecy monitors' questions.</summary>
[MemoryDiagnoser]
public class AgreementBenchmarks
{
    private AgreementWorkload workload = null!;

    /// <summary>The protocol.</summary>
    [Params("TGDH", "BD", "GDH")]
    public string Protocol { get; set; } = "";

    /// <summary>Makes the workload.</summary>
    [GlobalSetup]
    public void Setup()
    {
        workload = AgreementFit.Workload(Protocol);
        workload.Run();
    }

    /// <summary>All of it.</summary>
    [Benchmark(Baseline = true)]
    public int Schedule() => workload.Run();

    /// <summary>Terms alone.</summary>
    [Benchmark]
    public void Make() => workload.Make();

    /// <summary>The closure of the traffic of the schedule before.</summary>
    [Benchmark]
    public void Hear() => workload.Hear();

    /// <summary>The questions of the monitors.</summary>
    [Benchmark]
    public int Ask() => workload.Ask();
}
