using Rekey.Core;

namespace Rekey.KeyTrees.Trees;

/// <summary>
/// Names a key of a key tree: the run that made it, and its number among the new keys of that run, in preorder from 0. Number 0 is the
/// group key. View ids are unique across partitions, so names never collide when trees merge (K-04).
/// </summary>
/// <param name="Epoch">The run that made the key; run 0 for a key that has no name yet.</param>
/// <param name="Number">Its number in the run.</param>
public readonly record struct KeyName(Epoch Epoch, uint Number)
{
    /// <summary>A hash that is the same in every process.</summary>
    public ulong Fingerprint => Core.Fingerprint.Mix(Epoch.Fingerprint, Number);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Fingerprint;

    /// <summary>For example <c>3.m1/1#2</c>.</summary>
    public override string ToString() => $"{Epoch}#{Number}";
}
