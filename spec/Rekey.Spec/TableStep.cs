using Rekey.Core;

namespace Rekey.Spec;

/// <summary>One step by a control table.</summary>
public static class TableStep
{
    /// <summary>Asks the table, and acts where it says so.</summary>
    /// <param name="table">The table.</param>
    /// <param name="state">The state before.</param>
    /// <param name="trigger">Number of the trigger that the input was classified as.</param>
    /// <param name="act">What to do: the new state, whose control state the table gives, and effects.</param>
    /// <exception cref="SpecificationViolation">The cell is impossible.</exception>
    public static Outcome Decide<TMember>(this IControlTable table, TMember state, byte trigger, Func<TMember, (TMember State, PortEvent[] Effects)> act)
        where TMember : LayerState
    {
        var decision = table.Decide(state.Control, trigger);
        var cell = new Cell(state.Control, trigger);
        switch (decision.Verdict)
        {
            case Verdict.Ignore:
                return new Ignored(cell, decision.Rule!);
            case Verdict.Defer:
                return new Deferred(cell, decision.Rule!);
            default:
                var (next, effects) = act(state);
                return new Moved(cell, next.Control == decision.Next ? next : next with { Control = decision.Next }, effects, decision.Rule!);
        }
    }

    /// <inheritdoc cref="Decide{TMember}(IControlTable, TMember, byte, Func{TMember, ValueTuple{TMember, PortEvent[]}})"/>
    public static Outcome Decide<TMember, TState, TTrigger>(
        this ControlTable<TState, TTrigger> table, TMember state, TTrigger trigger, Func<TMember, (TMember State, PortEvent[] Effects)> act)
        where TMember : LayerState
        where TState : unmanaged, Enum
        where TTrigger : unmanaged, Enum =>
        ((IControlTable)table).Decide(state, ControlTable<TState, TTrigger>.NumberOf(trigger), act);
}
