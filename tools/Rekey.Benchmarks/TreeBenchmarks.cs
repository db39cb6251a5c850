using BenchmarkDotNet.Attributes;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Trees;

namespace Rekey.Benchmarks;

/// <summary>Tree, names and plan of one change of a group of <see cref="Members"/>, without any cryptography.</summary>
[MemoryDiagnoser]
public class TreeBenchmarks
{
    private TreeBench bench = null!;

    /// <summary>The protocol.</summary>
    [Params("O", "C")]
    public string Protocol { get; set; } = "O";

    /// <summary>The policy, of degree 2.</summary>
    [Params("paper", "balanced")]
    public string Policy { get; set; } = "paper";

    /// <summary>Members before the change.</summary>
    [Params(8, 64, 512, 4096)]
    public int Members { get; set; }

    /// <summary>Builds the group.</summary>
    [GlobalSetup]
    public void Setup() => bench = new TreeBench(Protocol, Policy == "paper" ? new PaperPolicy() : new BalancedPolicy(), Members);

    /// <summary>All are newcomers.</summary>
    [Benchmark]
    public Plan Build() => bench.Build();

    /// <summary>One joins.</summary>
    [Benchmark]
    public Plan Join() => bench.Join();

    /// <summary>One leaves, found by the index.</summary>
    [Benchmark(Baseline = true)]
    public Plan Leave() => bench.Leave();

    /// <summary>One leaves, found by looking at all.</summary>
    [Benchmark]
    public Plan LeaveByScan() => bench.LeaveByScan();

    /// <summary>The index of the tree after a leave.</summary>
    [Benchmark]
    public TreeIndex IndexLeave() => bench.IndexLeave();

    /// <summary>One member plays the messages of a leave, by names of keys.</summary>
    [Benchmark]
    public int ApplyLeave() => bench.ApplyLeave();
}
