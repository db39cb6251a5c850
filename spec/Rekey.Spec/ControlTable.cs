using System.Runtime.CompilerServices;
using Rekey.Core;

namespace Rekey.Spec;

/// <summary>What a cell of a control table says.</summary>
public enum Verdict : byte
{
    /// <summary>Act, and be in the named state afterwards.</summary>
    Go,

    /// <summary>Legitimate, and of no consequence here.</summary>
    Ignore,

    /// <summary>Too early: keep the input, offer it again after the next move.</summary>
    Defer,

    /// <summary>Cannot happen; the cell's note says why.</summary>
    Impossible,
}

/// <summary>One decided cell.</summary>
/// <param name="Verdict">What to do.</param>
/// <param name="Next">Number of the next state, for <see cref="Verdict.Go"/>; else the same state.</param>
/// <param name="Rule">The rule that decides; null for impossible cells.</param>
/// <param name="Why">Why the cell is impossible; empty for the others.</param>
public sealed record TableCell(Verdict Verdict, byte Next, RuleId? Rule, string Why);

/// <summary>A control table without its enums, so that tools can render and count any protocol's.</summary>
public interface IControlTable
{
    /// <summary>Names of the states, by number.</summary>
    IReadOnlyList<string> States { get; }

    /// <summary>Names of the triggers, by number.</summary>
    IReadOnlyList<string> Triggers { get; }

    /// <summary>The state that a machine begins in.</summary>
    byte Initial { get; }

    /// <summary>The decided cell.</summary>
    TableCell this[byte state, byte trigger] { get; }

    /// <summary>
    /// The decision for a classified input. <see cref="Verdict.Go"/> cells are returned for the caller to act on.
    /// </summary>
    /// <exception cref="SpecificationViolation">The cell is impossible.</exception>
    TableCell Decide(byte state, byte trigger)
    {
        var cell = this[state, trigger];
        return cell.Verdict != Verdict.Impossible
            ? cell
            : throw new SpecificationViolation($"{Triggers[trigger]} in state {States[state]} is impossible: {cell.Why}");
    }
}

/// <summary>
/// The control part of a protocol, as data: for every state and every trigger exactly one decision. <c>Step</c> classifies an input to a
/// trigger and asks here; all data-dependent choice is in the classification.
/// </summary>
/// <remarks>Built only whole: an undecided cell, or a state that no path reaches, fails the construction.</remarks>
public sealed class ControlTable<TState, TTrigger> : IControlTable
    where TState : unmanaged, Enum
    where TTrigger : unmanaged, Enum
{
    private readonly TableCell[] cells;
    private readonly int triggerCount;

    internal ControlTable(TState initial, TableCell[] cells)
    {
        States = Enum.GetNames<TState>();
        Triggers = Enum.GetNames<TTrigger>();
        triggerCount = Triggers.Count;
        Initial = Number(initial);
        this.cells = cells;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> States { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Triggers { get; }

    /// <inheritdoc/>
    public byte Initial { get; }

    /// <inheritdoc/>
    public TableCell this[byte state, byte trigger] => cells[(state * triggerCount) + trigger];

    /// <summary>Begins a table.</summary>
    public static ControlTableBuilder<TState, TTrigger> Begin(TState initial) => new(initial);

    /// <inheritdoc cref="IControlTable.Decide"/>
    public TableCell Decide(byte state, TTrigger trigger) => ((IControlTable)this).Decide(state, Number(trigger));

    /// <summary>The number of a trigger.</summary>
    public static byte NumberOf(TTrigger trigger) => Number(trigger);

    internal static byte Number<T>(T value)
        where T : unmanaged, Enum => Unsafe.BitCast<T, byte>(value);
}
