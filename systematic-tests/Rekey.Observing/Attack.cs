using Rekey.Core;

namespace Rekey.Observing;

/// <summary>What the adversary did.</summary>
/// <param name="Power">By which of its powers, as budgets name it (spec/model/adversary.md).</param>
/// <param name="Input">What it played; for <c>withhold</c>, what it kept.</param>
/// <param name="Original">The message that it altered, or whose twin it played; null for other powers.</param>
/// <param name="Change">What it altered, for people; else empty.</param>
/// <param name="Key">Whose signing key it used: its own, or that of a process that left; nobody's where it signed nothing.</param>
/// <param name="IsLate">Whether it gave back a message that it had kept from this process in its present view.</param>
public sealed record Attack(string Power, Received Input, Received? Original = null, string Change = "", MemberId Key = default, bool IsLate = false);
