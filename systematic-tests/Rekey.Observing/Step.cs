using Rekey.Core;

namespace Rekey.Observing;

/// <summary>A step that a layer made: of a rekey protocol, its machine.</summary>
/// <param name="Process">The process.</param>
/// <param name="From">Its state before.</param>
/// <param name="Input">What it was offered.</param>
/// <param name="Outcome">What it did.</param>
/// <param name="Hostile">Whether the input is the adversary's, and not just an honest message that comes late (spec/model/adversary.md).</param>
public sealed record Step(Subject Process, LayerState From, PortEvent Input, Outcome Outcome, bool Hostile)
{
    /// <summary>The state before, of a rekey protocol's machine.</summary>
    public MemberState Before => (MemberState)From;

    /// <summary>The layer's state after the step.</summary>
    public LayerState To => Outcome is Moved moved ? moved.State : From;

    /// <summary>The state after the step, of a rekey protocol's machine.</summary>
    public MemberState After => Outcome is Moved moved ? moved.Member : Before;
}
