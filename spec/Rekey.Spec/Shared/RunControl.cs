using Rekey.Core;

namespace Rekey.Spec.Shared;

/// <summary>A control table as runs are carried out by it: asked in the words that all protocols share, whatever the table's own words are.</summary>
public sealed class RunControl
{
    private readonly IControlTable table;
    private readonly RunState[] states;
    private readonly byte?[] triggers;

    internal RunControl(IControlTable table, RunState[] states, byte?[] triggers) => (this.table, this.states, this.triggers) = (table, states, triggers);

    /// <summary>A table in the shared words.</summary>
    public static RunControl Of(ControlTable<RunState, RunTrigger> table) => new RunWords<RunState, RunTrigger>().Control(table);

    /// <summary>The state of a run that a control state stands for.</summary>
    public RunState StateOf(byte control) => states[control];

    /// <summary>Asks the table, and acts where it says so (<see cref="TableStep"/>).</summary>
    /// <exception cref="SpecificationViolation">The cell is impossible, or the table has no such trigger.</exception>
    public Outcome Decide<TMember>(TMember state, RunTrigger trigger, Func<TMember, (TMember State, PortEvent[] Effects)> act)
        where TMember : LayerState =>
        table.Decide(state, triggers[(int)trigger] ?? throw new SpecificationViolation($"the table has no trigger {trigger}"), act);
}
