using Rekey.Core;

namespace Rekey.Observing;

/// <summary>A step that a member's machine made.</summary>
/// <param name="Process">The process.</param>
/// <param name="Before">Its state before.</param>
/// <param name="Input">What it was offered.</param>
/// <param name="Outcome">What it did.</param>
/// <param name="Hostile">Whether the input is the adversary's, and not just an honest message that comes late (spec/model/adversary.md).</param>
public sealed record Step(Subject Process, MemberState Before, PortEvent Input, Outcome Outcome, bool Hostile)
{
    /// <summary>The state after the step.</summary>
    public MemberState After => Outcome is Moved moved ? moved.Member : Before;
}
