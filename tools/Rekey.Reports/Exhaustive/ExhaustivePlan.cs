using Rekey.Checking;
using Rekey.Explorer.Exhaustive;
using Rekey.Mutants;
using Rekey.Reports.Checking;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Reports.Exhaustive;

/// <summary>What <c>rekey check --strategy exhaustive</c> was asked to do, read and found possible.</summary>
/// <param name="Requests">One search per scope.</param>
/// <param name="Search">How to search; the time is for all scopes together.</param>
/// <param name="Space">How states are told apart.</param>
/// <param name="Mutant">The mutant; null for protocols as specified.</param>
/// <param name="Outputs">Where reports go; the evidence that is kept is counts.</param>
/// <param name="Command">The options that decide what is searched, as a command.</param>
public sealed record ExhaustivePlan(
    IReadOnlyList<CheckRequest> Requests, ExhaustiveRequest Search, SpaceOptions Space, Mutant? Mutant, CheckOutputs Outputs, string Command);
