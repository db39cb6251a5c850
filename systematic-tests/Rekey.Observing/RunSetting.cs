using Rekey.Core;
using Rekey.Crypto;
using Rekey.Crypto.Symbolic;
using Rekey.Wire;

namespace Rekey.Observing;

/// <summary>What stays the same while a run is observed: what those who watch may know beforehand.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Suite">The cryptography that the members use.</param>
/// <param name="Outsider">The network adversary, by name.</param>
public sealed record RunSetting(ProtocolDefinition Protocol, ICipherSuite Suite, MemberId Outsider)
{
    /// <summary>How many secrets every process had drawn before the run; they were used for nothing.</summary>
    public uint FirstDraw { get; init; }

    /// <summary>The largest view number of which the first members had heard before the run.</summary>
    public uint FirstCounter { get; init; }

    /// <summary>How many faults in a row may strike an unfinished rekey.</summary>
    public int Depth { get; init; }

    /// <summary>Whether there is an active adversary.</summary>
    public bool IsAttacked { get; init; }

    /// <summary>Whether the adversary may be shown what is in a process.</summary>
    public bool IsExposed { get; init; }

    /// <summary>The terms of the run.</summary>
    /// <exception cref="InvalidCastException">The suite is not the symbolic one.</exception>
    public TermStore Terms => ((SymbolicSuite)Suite).Store;

    /// <summary>An envelope, for people.</summary>
    public required Func<Envelope, string> Describe { get; init; }
}
