namespace Rekey.Core;

/// <summary>
/// A value of a cipher suite: a key, an identifier derived from one, a ciphertext, a payload. Machines compare such values and hand
/// them on; only the suite looks inside. Symbolic suites hold a term here, concrete ones hold bytes.
/// </summary>
public abstract class CryptoValue
{
    /// <summary>A hash that is the same in every process; equal values have equal fingerprints.</summary>
    public abstract ulong Fingerprint { get; }
}

/// <summary>A message as it travels: a symbolic term, or bytes. Nobody but the suite's envelopes look inside.</summary>
public abstract class Envelope
{
    /// <summary>A hash that is the same in every process.</summary>
    public abstract ulong Fingerprint { get; }
}
