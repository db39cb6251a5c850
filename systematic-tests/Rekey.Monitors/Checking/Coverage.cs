using Rekey.Core;
using Rekey.Explorer;
using Rekey.Worlds;

namespace Rekey.Monitors.Checking;

/// <summary>Counts, over all runs of a worker, which table cells and rules were visited. It never objects.</summary>
public sealed class Coverage : IMonitor<VsWorld>
{
    private readonly long[] cells = new long[256 * 256];
    private readonly Dictionary<RuleId, long> rejections = [];

    /// <inheritdoc/>
    public string Property => "Coverage";

    /// <summary>How often a cell was visited.</summary>
    public long this[byte state, byte trigger] => cells[(state << 8) | trigger];

    /// <summary>How often rules rejected an input.</summary>
    public IReadOnlyDictionary<RuleId, long> Rejections => rejections;

    /// <inheritdoc/>
    public void Reset()
    {
    }

    /// <inheritdoc/>
    public string? AfterStep(VsWorld world)
    {
        foreach (ref readonly var step in world.StepSpan)
        {
            switch (step.Outcome)
            {
                case Moved moved:
                    Count(moved.Cell);
                    break;
                case Ignored ignored:
                    Count(ignored.Cell);
                    break;
                case Deferred deferred:
                    Count(deferred.Cell);
                    break;
                case Rejected rejected:
                    rejections[rejected.Rule] = rejections.GetValueOrDefault(rejected.Rule) + 1;
                    break;
                default:
                    break;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public string? AtEnd(VsWorld world, bool quiescent) => null;

    /// <summary>Adds another worker's counts.</summary>
    public void Add(Coverage other)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] += other.cells[i];
        }

        foreach (var (rule, count) in other.rejections)
        {
            rejections[rule] = rejections.GetValueOrDefault(rule) + count;
        }
    }

    private void Count(Cell cell) => cells[(cell.State << 8) | cell.Trigger]++;
}
