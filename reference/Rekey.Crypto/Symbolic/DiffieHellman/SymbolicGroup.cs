using Rekey.Core;

namespace Rekey.Crypto.Symbolic.DiffieHellman;

/// <summary>Group elements as exponents over secret scalars.</summary>
/// <param name="store">The terms of this run.</param>
public sealed class SymbolicGroup(TermStore store) : IKeyAgreementGroup
{
    /// <inheritdoc/>
    public CryptoValue Generator => store.Element(Exponent.One);

    /// <inheritdoc/>
    public CryptoValue NewScalar(IEntropy entropy) => store.Nonce(entropy.Owner, entropy.NextDraw());

    /// <inheritdoc/>
    public CryptoValue Raise(CryptoValue element, CryptoValue scalar) => store.Element(ExponentOf(element).Times((Term)scalar));

    /// <inheritdoc/>
    public CryptoValue RaiseInverse(CryptoValue element, CryptoValue scalar) => store.Element(ExponentOf(element).Times((Term)scalar, -1));

    /// <inheritdoc/>
    public CryptoValue RaiseQuotient(CryptoValue element, CryptoValue dividend, CryptoValue divisor) => RaiseInverse(Raise(element, dividend), divisor);

    /// <inheritdoc/>
    public CryptoValue Power(CryptoValue element, int exponent) => store.Element(Exponent.Zero.Plus(ExponentOf(element), exponent));

    /// <inheritdoc/>
    public CryptoValue Multiply(CryptoValue left, CryptoValue right) => store.Element(ExponentOf(left).Plus(ExponentOf(right)));

    /// <inheritdoc/>
    public CryptoValue ScalarOf(CryptoValue element) => store.ElementScalar((Term)element);

    /// <inheritdoc/>
    public CryptoValue KeyOf(CryptoValue element) => store.Kdf("agreed", (Term)element);

    /// <inheritdoc/>
    public bool IsIdentity(CryptoValue element) => ExponentOf(element).Equals(Exponent.Zero);

    private static Exponent ExponentOf(CryptoValue element) => ((Term)element).Exponent
        ?? throw new SpecificationViolation($"{element} is no group element");
}
