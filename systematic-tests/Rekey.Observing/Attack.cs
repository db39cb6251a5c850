using Rekey.Core;

namespace Rekey.Observing;

/// <summary>What the adversary did.</summary>
/// <param name="Power">By which of its powers.</param>
/// <param name="Input">What it played; for <see cref="AttackPower.Withhold"/>, what it kept.</param>
/// <param name="Original">The message that it altered, or whose twin it played; null for other powers.</param>
/// <param name="Change">What it altered, for people; else empty.</param>
/// <param name="Key">Whose signing key it used: its own, or that of a process that left; nobody's where it signed nothing.</param>
/// <param name="IsLate">Whether it gave back a message that it had kept from this process in its present view.</param>
public sealed record Attack(AttackPower Power, Received Input, Received? Original = null, string Change = "", MemberId Key = default, bool IsLate = false);

/// <summary>The powers of the active adversary (spec/model/adversary.md).</summary>
public enum AttackPower : byte
{
    /// <summary>It plays a message again.</summary>
    Replay,

    /// <summary>It makes up a message.</summary>
    Forge,

    /// <summary>It keeps a message from a member to whom it is due.</summary>
    Withhold,

    /// <summary>It plays a message with one thing changed.</summary>
    Alter,

    /// <summary>It plays the twin of a message of another group.</summary>
    Transplant,
}
