using System.Collections.Immutable;

namespace Rekey.Core;

/// <summary>A cell of a control table, as numbers of the protocol's enums.</summary>
/// <param name="State">The state before the step.</param>
/// <param name="Trigger">What the input was classified as.</param>
public readonly record struct Cell(byte State, byte Trigger);

/// <summary>What a step did. Nothing that comes from outside ends in an exception.</summary>
/// <param name="Rule">The rule of the specification that decided.</param>
public abstract record Outcome(RuleId Rule)
{
    /// <summary>Of a layer made of others: their steps, in order; else empty.</summary>
    public ImmutableArray<LayerStep> Inner { get; init; } = [];

    /// <summary>What steps of inner layers, at least one, come to as a step of the layer that is made of them.</summary>
    /// <param name="first">What the first of them did with the input.</param>
    /// <param name="inner">The steps; where one is of a layer made of others, theirs instead.</param>
    /// <param name="state">The state after them. What nobody took up left it as it was; what one put aside is in it.</param>
    /// <param name="effects">What they ask for outside.</param>
    public static Outcome Of(Outcome first, ImmutableArray<LayerStep> inner, LayerState state, PortEvent[] effects) => first switch
    {
        Ignored or Rejected when inner.Length == 1 => first with { Inner = inner },
        Moved moved => moved with { State = state, Effects = effects, Inner = inner },
        Deferred deferred => new Moved(deferred.Cell, state, effects, deferred.Rule) { Inner = inner },
        _ => throw new SpecificationViolation($"nothing moved, and yet more than one step was made: {first}"),
    };
}

/// <summary>The state changed, or something is to be done, or both.</summary>
/// <param name="Cell">The table cell.</param>
/// <param name="State">The new state.</param>
/// <param name="Effects">What the driver must do, in order.</param>
/// <param name="Rule">The rule that decided.</param>
public sealed record Moved(Cell Cell, LayerState State, PortEvent[] Effects, RuleId Rule) : Outcome(Rule)
{
    /// <summary>The new state of a rekey protocol's machine.</summary>
    public MemberState Member => (MemberState)State;
}

/// <summary>A step of one layer of a stack.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Before">Its state before the step.</param>
/// <param name="Input">What it was offered.</param>
/// <param name="Outcome">What it did.</param>
public sealed record LayerStep(ILayer Layer, LayerState Before, PortEvent Input, Outcome Outcome)
{
    /// <summary>The group for which it acted; null for a layer of all groups.</summary>
    public GroupId? Group { get; init; }

    /// <summary>The step itself, or those of the layers of which its layer is made.</summary>
    public ImmutableArray<LayerStep> Leaves => Outcome.Inner is { IsEmpty: false } inner ? inner : [this];
}

/// <summary>A legitimate input that means nothing here; the state is unchanged and the input is gone.</summary>
/// <param name="Cell">The table cell.</param>
/// <param name="Rule">The rule that decided.</param>
public sealed record Ignored(Cell Cell, RuleId Rule) : Outcome(Rule);

/// <summary>A legitimate input that comes too early; the state is unchanged and the driver offers the input again after the next move.</summary>
/// <param name="Cell">The table cell.</param>
/// <param name="Rule">The rule that decided.</param>
public sealed record Deferred(Cell Cell, RuleId Rule) : Outcome(Rule);

/// <summary>A peer's bad or hostile input; the state is unchanged.</summary>
/// <param name="Sender">Whom the transport named as sender.</param>
/// <param name="Reason">What was wrong, where, and what was expected.</param>
/// <param name="Rule">The rule that the input broke.</param>
public sealed record Rejected(MemberId Sender, Rejection Reason, RuleId Rule) : Outcome(Rule);

/// <summary>Our own bug: a cell that the table calls impossible, or a broken invariant of the code. Never the answer to a peer's input.</summary>
public sealed class SpecificationViolation(string message) : Exception(message);
