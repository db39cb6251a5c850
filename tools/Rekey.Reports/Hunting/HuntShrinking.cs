using System.Collections.Concurrent;
using System.Globalization;
using Rekey.Checking;
using Rekey.Explorer.Shrinking;
using Rekey.Mutants;
using Rekey.Reports.Printing;

namespace Rekey.Reports.Hunting;

/// <summary>What hunts found, shrunk: of each mutant the finding of the first seed that caught it.</summary>
public sealed class HuntShrinking
{
    /// <summary>Shrinking one run never takes longer.</summary>
    private static readonly ShrinkBounds Bounds = new(Time: TimeSpan.FromSeconds(20));

    private readonly IReadOnlyDictionary<string, ShrunkRun> runs;

    /// <summary>Runs that are shrunk.</summary>
    /// <param name="runs">By name of the mutant.</param>
    public HuntShrinking(IReadOnlyDictionary<string, ShrunkRun> runs) => this.runs = runs;

    /// <summary>Nothing is shrunk.</summary>
    public static HuntShrinking None { get; } = new(new Dictionary<string, ShrunkRun>());

    /// <summary>One line about all of them.</summary>
    public string Summary => runs.Count == 0
        ? "nothing was found that could be shrunk"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"of {runs.Count} found runs the shrunk one has, in the median, {MedianRatio:0.00} of the steps; {runs.Values.Count(static r => 3 * r.Steps <= r.From)} have at most a third, {runs.Values.Count(static r => r.Steps > r.From)} are longer");

    /// <summary>The median, over mutants, of steps of the shrunk run by steps of the found one; of an even number the larger of the two in the middle.</summary>
    public double MedianRatio => runs.Count == 0 ? 0 : Quartiles<double>.Of(runs.Values.Select(static r => (double?)r.Steps / r.From)).Median!.Value;

    /// <summary>The shrunk run of a mutant; null where there is none.</summary>
    public ShrunkRun? Of(Mutant mutant) => runs.GetValueOrDefault(mutant.Name);

    /// <summary>Shrinks on all cores. After Ctrl-C the runs stay as they are.</summary>
    public static HuntShrinking All(IReadOnlyList<HuntResult> results, Terminal terminal, Action<long, double> progress)
    {
        var done = new ConcurrentDictionary<string, ShrunkRun>(StringComparer.Ordinal);
        var found = results.Where(static r => r.First is not null).ToList();
        var all = Task.Run(() => Parallel.ForEach(
            Partitioner.Create(found, EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            result =>
            {
                var (finding, request) = result.First!.Value;
                done[result.Mutant.Name] = new RunShrinker(request, Bounds, terminal.Cancel).Shrink([finding]);
            }));
        while (!((IAsyncResult)all).AsyncWaitHandle.WaitOne(100))
        {
            progress(done.Count, (double)done.Count / found.Count);
        }

        all.GetAwaiter().GetResult();
        return new HuntShrinking(done);
    }
}
