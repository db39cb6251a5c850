using Rekey.Core;
using Rekey.Spec;
using Stateless;
using Stateless.Reflection;

namespace Rekey.Checking.SecondReading;

/// <summary>
/// A control table as a machine of the library Stateless: the table, read by code that nobody here wrote (spec/decisions/ADR-0002). What Stateless has no
/// word for is kept in the descriptions: each arrow carries its rule, and a deferred trigger, which to Stateless is an ignored one, says that it is deferred.
/// An impossible cell has no arrow, so that its trigger is unhandled.
/// </summary>
public sealed class TableMachine
{
    /// <summary>How the description of a deferred trigger begins; the rule follows.</summary>
    public const string Deferred = "deferred, ";

    private readonly StateMachine<string, string> machine;

    /// <summary>Reads a table; the machine is in its initial state.</summary>
    public TableMachine(IControlTable table)
    {
        State = table.States[table.Initial];
        machine = new StateMachine<string, string>(() => State, s => State = s);
        for (byte s = 0; s < table.States.Count; s++)
        {
            var state = machine.Configure(table.States[s]);
            for (byte t = 0; t < table.Triggers.Count; t++)
            {
                Enter(state, table.Triggers[t], table[s, t], table.States);
            }
        }
    }

    /// <summary>The state that it is in, by name.</summary>
    public string State { get; private set; }

    /// <summary>States and arrows, as Stateless tells of them and draws them.</summary>
    public StateMachineInfo Info => machine.GetInfo();

    /// <summary>Fires a trigger in a state; gives the state afterwards.</summary>
    /// <exception cref="InvalidOperationException">Nothing leads anywhere: the cell is impossible. What Stateless says of an unhandled trigger.</exception>
    public string Fire(string state, string trigger)
    {
        State = state;
        machine.Fire(trigger);
        return State;
    }

    private static void Enter(StateMachine<string, string>.StateConfiguration from, string trigger, TableCell cell, IReadOnlyList<string> states)
    {
        _ = cell.Verdict switch
        {
            Verdict.Go when states[cell.Next] == from.State => from.PermitReentryIf(trigger, Always, cell.Rule!.Id),
            Verdict.Go => from.PermitIf(trigger, states[cell.Next], Always, cell.Rule!.Id),
            Verdict.Ignore => from.IgnoreIf(trigger, Always, cell.Rule!.Id),
            Verdict.Defer => from.IgnoreIf(trigger, Always, Deferred + cell.Rule!.Id),
            Verdict.Impossible => from,
            _ => throw new SpecificationViolation($"unknown verdict {cell.Verdict}"),
        };
    }

    /// <summary>No arrow is guarded: all choice that depends on data is made before the table is asked. The guard is there to carry a description.</summary>
    private static bool Always() => true;
}
