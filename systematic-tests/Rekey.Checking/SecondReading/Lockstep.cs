using System.Runtime.InteropServices;
using Rekey.Core;
using Rekey.Observing;
using Rekey.Spec;

namespace Rekey.Checking.SecondReading;

/// <summary>
/// Fires a second reading of the control table (<see cref="TableMachine"/>) in lockstep with every machine: after each step both are in the same state, and
/// what the table calls impossible is never fired. It is no property of the specification, and watches where it is asked for.
/// </summary>
/// <param name="reading">The table to read; null for that of the world's protocol.</param>
public sealed class Lockstep(IControlTable? reading = null) : Fold
{
    /// <summary>What it is called.</summary>
    public const string CalledBy = nameof(Lockstep);

    private readonly List<string> states = [];

    [Derived]
    private IControlTable? table;

    [Derived]
    private TableMachine? machine;

    /// <inheritdoc/>
    public override string Name => CalledBy;

    /// <inheritdoc/>
    public override void Reset() => states.Clear();

    /// <inheritdoc/>
    protected override string? OnStepped(Step step)
    {
        var wanted = reading ?? Setting.Protocol.Spec.Table;
        if (!ReferenceEquals(table, wanted))
        {
            (table, machine) = (wanted, new TableMachine(wanted));
        }

        while (states.Count <= step.Process.Index)
        {
            states.Add(table!.States[table.Initial]);
        }

        return Follow(step) is { } difference ? $"{step.Process.Id}: {difference}" : null;
    }

    private string? Follow(Step step)
    {
        ref var state = ref CollectionsMarshal.AsSpan(states)[step.Process.Index];
        var (before, after) = (table!.States[step.From.Control], table.States[step.To.Control]);
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
