using Rekey.Checking;
using Rekey.Checking.Judging;
using Rekey.Mutants;

namespace Rekey.Reports.Checking;

/// <summary>What <c>rekey check</c> was asked to do, read and found possible.</summary>
/// <param name="Requests">One exploration per protocol.</param>
/// <param name="Breadth">What unvisited cells and unreached goals mean.</param>
/// <param name="Compact">Whether the table collapses what holds.</param>
/// <param name="Mutant">The mutant; null for protocols as specified.</param>
/// <param name="Outputs">Where reports go.</param>
/// <param name="Command">The options that decide what is explored, as a command.</param>
public sealed record CheckPlan(
    IReadOnlyList<CheckRequest> Requests, Breadth Breadth, bool Compact, Mutant? Mutant, CheckOutputs Outputs, string Command)
{
    /// <summary>At most so long in all; null for no limit. An exploration that it ends is unfinished.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>The options that narrow the exploration, so that breadth is not judged and no attack is demanded.</summary>
    public IReadOnlyList<string> NarrowedBy { get; init; } = [];
}
