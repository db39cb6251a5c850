using Rekey.Core;
using Rekey.Crypto;
using Rekey.Spec.Shared;

namespace Rekey.Runs.P;

/// <summary>Members of protocol P keep nothing of a run.</summary>
public sealed record PKept : Kept
{
    /// <inheritdoc/>
    public override ulong Fingerprint => 0;
}

/// <summary>An open run of protocol P: a key.</summary>
/// <param name="Epoch">The run.</param>
/// <param name="Key">The group key.</param>
public sealed record PRun(Epoch Epoch, CryptoValue Key) : OpenRun(Epoch)
{
    /// <inheritdoc/>
    public override ulong Fingerprint => Core.Fingerprint.Mix(Epoch.Fingerprint, Key.Fingerprint);

    /// <inheritdoc/>
    public override CryptoValue GroupKey(ICipherSuite suite) => Key;

    /// <summary>Whoever has the key has all.</summary>
    public override bool IsComplete(MemberId self) => true;
}

/// <summary>A member's state in protocol P.</summary>
public sealed record PMember : RunMember<PKept, PRun>
{
    /// <inheritdoc/>
    public override RunState State => Spec.Protocols.P.Control.StateOf(Control);
}
