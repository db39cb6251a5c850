namespace Rekey.Core;

/// <summary>
/// What every protocol's state has in common, so that monitors can watch any protocol. Protocols derive an immutable record from it.
/// </summary>
public abstract record MemberState : LayerState
{
    /// <summary>The view that is installed; null before the first one and after leaving.</summary>
    public View? View { get; init; }

    /// <summary>The newest key of this view that may be used; null until the view is keyed.</summary>
    public EpochKey? Current { get; init; }

    /// <summary>A key that the member holds but may not use yet; null where there is none.</summary>
    public EpochKey? Staged { get; init; }

    /// <summary>Whether the member may neither send nor acknowledge until the next view.</summary>
    public abstract bool IsBlocked { get; }
}

/// <summary>A group key with its place in time.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Key">The group key.</param>
/// <param name="KeyId">Names the key without revealing it (rule T-02).</param>
public sealed record EpochKey(Epoch Epoch, CryptoValue Key, CryptoValue KeyId)
{
    /// <summary>A hash that is the same in every process.</summary>
    public ulong Fingerprint => Core.Fingerprint.Mix(Epoch.Fingerprint, Key.Fingerprint);
}
