using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.Runs;
using Rekey.Wire;

namespace Rekey.KeyAgreement.Runs;

/// <summary>What a member keeps of a committed run, for later ones: shares, and what is public of others (rule A-09). Each protocol derives its own.</summary>
public abstract record Foundation
{
    /// <summary>A hash that is the same in every process.</summary>
    public abstract ulong Fingerprint { get; }

    /// <summary>The height, in edges, of the key tree that is kept; null where none is. What an agreement costs depends on it.</summary>
    public virtual int? TreeHeight => null;
}

/// <summary>What a member committed last.</summary>
/// <param name="Epoch">The epoch, which names it: members with one epoch have foundations that fit.</param>
/// <param name="Members">The members of that epoch's view.</param>
/// <param name="Foundation">What the member keeps.</param>
public sealed record Base(Epoch Epoch, ImmutableArray<MemberId> Members, Foundation Foundation) : Kept
{
    /// <inheritdoc/>
    public override ulong Fingerprint => Core.Fingerprint.Mix(Epoch.Fingerprint, Foundation.Fingerprint);
}

/// <summary>What a complete run gives.</summary>
/// <param name="Element">The agreed element.</param>
/// <param name="Foundation">What the member keeps once the key is committed.</param>
public sealed record Agreed(CryptoValue Element, Foundation Foundation);

/// <summary>A protocol's own state of an open run at one member.</summary>
public abstract record Agreement
{
    /// <summary>What the run gave; null until the member has computed the key and sent all that it must send.</summary>
    public Agreed? Result { get; init; }

    /// <summary>A hash that is the same in every process.</summary>
    public abstract ulong Fingerprint { get; }
}

/// <summary>What a member knows at the beginning of a run, and does not change during it.</summary>
/// <param name="Group">The group in which to agree.</param>
/// <param name="Self">The member.</param>
/// <param name="View">The view.</param>
/// <param name="Header">The header of the member's messages.</param>
/// <param name="Lineup">Who takes part.</param>
/// <param name="Base">What the member committed last; null for a newcomer.</param>
public sealed record Setting(IKeyAgreementGroup Group, MemberId Self, View View, Header Header, Lineup Lineup, Base? Base)
{
    /// <summary>The member's place in the view.</summary>
    public int Place => View.IndexOf(Self);
}

/// <summary>What a protocol makes of a lineup or of a message: it goes on, or waits, or refuses.</summary>
/// <param name="Next">The run's state after it; null where it does not go on.</param>
/// <param name="Said">What the member says, in order.</param>
/// <param name="Refusal">Why not; null where it goes on, or where the message is early.</param>
public readonly record struct Advance(Agreement? Next, ImmutableArray<Say> Said, Objection? Refusal)
{
    /// <summary>The message rests on something that has not come yet .</summary>
    public static Advance Early { get; } = new(null, [], null);

    /// <summary>The run goes on.</summary>
    public static Advance To(Agreement next, params ReadOnlySpan<Say> said) => new(next, [.. said], null);

    /// <summary>The message cannot be one of this run.</summary>
    public static Advance Refuse(RuleId rule, RejectionKind kind, string field, string expected) => new(null, [], Objection.Raise(rule, kind, field, expected));
}
