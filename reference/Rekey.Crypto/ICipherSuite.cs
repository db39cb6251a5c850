using Rekey.Core;

namespace Rekey.Crypto;

/// <summary>
/// The key algebra that protocols are written in. One protocol runs over terms (<c>SymbolicSuite</c>) and over bytes
/// (<c>ConcreteSuite</c>) alike.
/// </summary>
public interface ICipherSuite
{
    /// <summary>The suite's number on the wire; 0 for the symbolic one, which has no wire.</summary>
    byte Number { get; }

    /// <summary>The group of contributory key agreement.</summary>
    IKeyAgreementGroup Agreement { get; }

    /// <summary>A fresh group key. One draw of entropy.</summary>
    CryptoValue NewKey(IEntropy entropy);

    /// <summary>
    /// The public identifier of a key: a one-way function of it. Whoever names it holds, or held, the key, or heard the name (rule T-02).
    /// </summary>
    CryptoValue KeyId(CryptoValue key);

    /// <summary>The key under which one sender protects group data: a one-way function of the group key and the sender's name (rule D-01).</summary>
    CryptoValue TrafficKey(CryptoValue groupKey, MemberId sender);

    /// <summary>A key encrypted under another: {K}W in the notation of the papers. Deterministic.</summary>
    CryptoValue Wrap(CryptoValue wrappingKey, CryptoValue key);

    /// <summary>The key that was wrapped; null where it does not authenticate under <paramref name="wrappingKey"/>. Total in <paramref name="wrapped"/>.</summary>
    CryptoValue? Unwrap(CryptoValue wrappingKey, CryptoValue wrapped);
}
