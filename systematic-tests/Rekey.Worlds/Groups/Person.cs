using Rekey.Core;

namespace Rekey.Worlds.Groups;

/// <summary>A process that is in several groups: one source of randomness, and one stack of layers with everything that it holds for all its groups.</summary>
/// <param name="index">Its number in the run, from 0.</param>
/// <param name="id">Its name.</param>
/// <param name="entropy">Its randomness.</param>
/// <param name="state">What its stack holds.</param>
/// <param name="groups">How many groups there are.</param>
public sealed class Person(int index, MemberId id, IEntropy entropy, LayerState state, int groups)
{
    /// <summary>Its number in the run, from 0.</summary>
    public int Index { get; } = index;

    /// <summary>Its name.</summary>
    public MemberId Id { get; } = id;

    /// <summary>Its randomness.</summary>
    public IEntropy Entropy { get; } = entropy;

    /// <summary>What its stack holds.</summary>
    public LayerState State { get; internal set; } = state;

    /// <summary>Whether it runs.</summary>
    public bool IsAlive { get; internal set; } = true;

    /// <summary>How many payloads its applications sent, in all groups.</summary>
    public uint Payloads { get; internal set; }

    /// <summary>Whether it crashed and has come back under another name.</summary>
    public bool Recovered { get; internal set; }

    /// <summary>The process that it is in each group, by number; null where it never was in that group.</summary>
    public Process?[] Seats { get; } = new Process?[groups];
}
