using System.Runtime.InteropServices;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Monitors.SecondReading;

/// <summary>
/// Fires a second reading of the control table (<see cref="TableMachine"/>) in lockstep with every machine: after each step both are in the same state, and
/// what the table calls impossible is never fired. It is no property of the specification, and watches where it is asked for.
/// </summary>
/// <param name="reading">The table to read; null for that of the world's protocol.</param>
public sealed class Lockstep(IControlTable? reading = null) : IMonitor<VsWorld>
{
    /// <summary>What it is called.</summary>
    public const string Name = nameof(Lockstep);

    private readonly List<string> states = [];
    private IControlTable? table;
    private TableMachine? machine;

    /// <inheritdoc/>
    public string Property => Name;

    /// <inheritdoc/>
    public void Reset() => states.Clear();

    /// <inheritdoc/>
    public string? AfterStep(VsWorld world)
    {
        var wanted = reading ?? world.Scenario.Protocol.Spec.Table;
        if (!ReferenceEquals(table, wanted))
        {
            (table, machine) = (wanted, new TableMachine(wanted));
        }

        foreach (ref readonly var step in world.StepSpan)
        {
            while (states.Count <= step.Process.Index)
            {
                states.Add(table!.States[table.Initial]);
            }

            if (Follow(step) is { } difference)
            {
                return $"{step.Process.Id}: {difference}";
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public string? AtEnd(VsWorld world, bool quiescent) => null;

    private string? Follow(in StepRecord step)
    {
        ref var state = ref CollectionsMarshal.AsSpan(states)[step.Process.Index];
        var (before, after) = (table!.States[step.Before.Control], table.States[step.After.Control]);
        if (state != before)
        {
            return $"the machine is in {before}, the second reading of its table in {state}";
        }

        // A rejection is given before the table is asked.
        if (CellOf(step.Outcome) is { } cell)
        {
            var trigger = table.Triggers[cell.Trigger];
            try
            {
                state = machine!.Fire(before, trigger);
            }
            catch (InvalidOperationException)
            {
                return $"{trigger} in state {before} is unhandled in the second reading of the table: it is impossible, or was forgotten";
            }
        }

        return state == after ? null : $"the machine goes from {before} to {after}, the second reading of its table to {state}";
    }

    private static Cell? CellOf(Outcome outcome) => outcome switch
    {
        Moved moved => moved.Cell,
        Ignored ignored => ignored.Cell,
        Deferred deferred => deferred.Cell,
        _ => null,
    };
}
