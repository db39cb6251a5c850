using System.Runtime.InteropServices;
using Rekey.Core;
using Rekey.Observing;
using Rekey.Worlds;

namespace Rekey.Checking;

/// <summary>
/// Counts, over all runs of a worker, which table cells and rules were visited, and in which states faults struck. It never objects.
/// </summary>
public sealed class Coverage : Fold
{
    private readonly long[] cells = new long[256 * 256];
    private readonly long[] faults = new long[256 * Fault.All.Count];

    // Rules are objects that exist once; to hash their text in every step would cost more than the step.
    private readonly Dictionary<RuleId, long> applications = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<RuleId, long> rejections = [];

    /// <inheritdoc/>
    public override string Name => "Coverage";

    /// <summary>How often a cell was visited.</summary>
    public long this[byte state, byte trigger] => cells[(state << 8) | trigger];

    /// <summary>How often a fault struck a member in a control state.</summary>
    public long this[Fault fault, byte state] => faults[(fault.Index << 8) | state];

    /// <summary>How often rules moved a member, or made it ignore or defer an input.</summary>
    public IReadOnlyDictionary<RuleId, long> Applications => applications;

    /// <summary>How often rules rejected an input.</summary>
    public IReadOnlyDictionary<RuleId, long> Rejections => rejections;

    /// <inheritdoc/>
    public override void Reset()
    {
    }

    /// <inheritdoc/>
    protected override string? OnStruck(int fault, byte control, int depth)
    {
        faults[(fault << 8) | control]++;
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnStepped(Step step)
    {
        switch (step.Outcome)
        {
            case Moved moved:
                Count(moved.Cell, moved.Rule);
                break;
            case Ignored ignored:
                Count(ignored.Cell, ignored.Rule);
                break;
            case Deferred deferred:
                Count(deferred.Cell, deferred.Rule);
                break;
            case Rejected rejected:
                AddRejections(rejected.Rule, 1);
                break;
            default:
                break;
        }

        return null;
    }

    /// <summary>Adds another worker's counts.</summary>
    public void Add(Coverage other)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] += other.cells[i];
        }

        for (var i = 0; i < faults.Length; i++)
        {
            faults[i] += other.faults[i];
        }

        foreach (var (rule, count) in other.applications)
        {
            AddApplications(rule, count);
        }

        foreach (var (rule, count) in other.rejections)
        {
            AddRejections(rule, count);
        }
    }

    /// <summary>Adds visits of a cell, of a report that is read.</summary>
    public void AddVisits(byte state, byte trigger, long count) => cells[(state << 8) | trigger] += count;

    /// <summary>Adds strikes of a fault, of a report that is read.</summary>
    public void AddStrikes(Fault fault, byte state, long count) => faults[(fault.Index << 8) | state] += count;

    /// <summary>Adds applications of a rule.</summary>
    public void AddApplications(RuleId rule, long count) => CollectionsMarshal.GetValueRefOrAddDefault(applications, rule, out _) += count;

    /// <summary>Adds rejections by a rule.</summary>
    public void AddRejections(RuleId rule, long count) => CollectionsMarshal.GetValueRefOrAddDefault(rejections, rule, out _) += count;

    private void Count(Cell cell, RuleId rule)
    {
        cells[(cell.State << 8) | cell.Trigger]++;
        AddApplications(rule, 1);
    }
}
