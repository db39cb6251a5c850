namespace Rekey.Core;

/// <summary>What the state of every layer has in common. A layer derives an immutable record from it.</summary>
public abstract record LayerState
{
    /// <summary>Whose state it is.</summary>
    public required MemberId Self { get; init; }

    /// <summary>Number of the control state in the layer's table; 0 where it has none.</summary>
    public required byte Control { get; init; }

    /// <summary>A hash of the whole state that is the same in every process.</summary>
    public abstract ulong Fingerprint { get; }
}
