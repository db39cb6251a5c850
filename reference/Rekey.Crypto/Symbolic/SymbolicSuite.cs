using Rekey.Core;
using Rekey.Crypto.Symbolic.DiffieHellman;

namespace Rekey.Crypto.Symbolic;

/// <summary>Keys as terms: ideal cryptography, in which a value is known or it is not.</summary>
public sealed class SymbolicSuite(TermStore store) : ICipherSuite
{
    /// <summary>The terms of this run.</summary>
    public TermStore Store { get; } = store;

    /// <inheritdoc/>
    public byte Number => 0;

    /// <inheritdoc/>
    public IKeyAgreementGroup Agreement { get; } = new SymbolicGroup(store);

    /// <inheritdoc/>
    public CryptoValue NewKey(IEntropy entropy) => Store.Nonce(entropy.Owner, entropy.NextDraw());

    /// <inheritdoc/>
    public CryptoValue KeyId(CryptoValue key) => Store.Kdf("id", (Term)key);

    /// <inheritdoc/>
    public CryptoValue TrafficKey(CryptoValue groupKey, MemberId sender) => Store.Kdf("traffic", (Term)groupKey, sender);

    /// <inheritdoc/>
    public CryptoValue Wrap(CryptoValue wrappingKey, CryptoValue key) => Store.Enc((Term)wrappingKey, (Term)key);

    /// <inheritdoc/>
    public CryptoValue? Unwrap(CryptoValue wrappingKey, CryptoValue wrapped) =>
        wrapped is Term { Kind: TermKind.Enc } box && ReferenceEquals(box.Left, wrappingKey) ? box.Right : null;
}
