using Rekey.Mutation;

namespace Rekey.Reports.Mutating;

/// <summary>What <c>rekey mutate</c> was asked to do.</summary>
/// <param name="Root">The repository.</param>
/// <param name="Breakages">What may be broken.</param>
/// <param name="PerRule">So many of each rule.</param>
/// <param name="Most">So many in all.</param>
/// <param name="Seed">Which of them.</param>
/// <param name="Channels">What is asked.</param>
/// <param name="Data">Where it is kept; null for nowhere.</param>
/// <param name="Resume">Whether what is kept is not tried again.</param>
/// <param name="Command">The command.</param>
public sealed record MutationPlan(
    string Root, IReadOnlyList<Breakage> Breakages, int PerRule, int Most, ulong Seed, IReadOnlyList<Channel> Channels, string? Data, bool Resume, string Command);
