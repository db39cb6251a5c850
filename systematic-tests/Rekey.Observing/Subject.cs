using Rekey.Core;

namespace Rekey.Observing;

/// <summary>A process, as those know it who only watch: by its place in the run and its name.</summary>
/// <param name="index">Its place in the run, from 0; -1 for the network adversary.</param>
/// <param name="id">Its name, which no other process of the run ever has.</param>
public class Subject(int index, MemberId id)
{
    /// <summary>Its place in the run, from 0; -1 for the network adversary.</summary>
    public int Index { get; } = index;

    /// <summary>Its name, which no other process of the run ever has.</summary>
    public MemberId Id { get; } = id;
}
