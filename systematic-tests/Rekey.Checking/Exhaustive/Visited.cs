using Rekey.Core;
using Rekey.Explorer;
using Rekey.Observing;
using Rekey.Worlds;

namespace Rekey.Checking.Exhaustive;

/// <summary>
/// Remembers nothing that a run depends on, so that a search together with it visits every state once; and notes which cells and rules some run comes to. Bugs
/// of our own code are found in its name.
/// </summary>
internal sealed class Visited : Fold
{
    [Derived]
    private readonly HashSet<Cell> cells = [];

    [Derived]
    private readonly HashSet<RuleId> rules = [];

    /// <inheritdoc/>
    public override string Name => ScheduleRunner<VsWorld>.SpecificationProperty;

    /// <summary>The cells of the control table that were visited.</summary>
    public IReadOnlyCollection<Cell> Cells => cells;

    /// <summary>The rules that decided something.</summary>
    public IReadOnlyCollection<RuleId> Rules => rules;

    /// <inheritdoc/>
    public override void Reset()
    {
        // It is of all runs.
    }

    /// <inheritdoc/>
    protected override string? OnStepped(Step step)
    {
        rules.Add(step.Outcome.Rule);
        if (step.Outcome is Moved { Cell: var moved })
        {
            cells.Add(moved);
        }
        else if (step.Outcome is Ignored { Cell: var ignored })
        {
            cells.Add(ignored);
        }
        else if (step.Outcome is Deferred { Cell: var deferred })
        {
            cells.Add(deferred);
        }

        return null;
    }
}
