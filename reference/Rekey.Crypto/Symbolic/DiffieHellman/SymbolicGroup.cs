using Rekey.Core;

namespace Rekey.Crypto.Symbolic.DiffieHellman;

/// <summary>Group elements as exponents over secret scalars.</summary>
/// <param name="store">The terms of this run.</param>
public sealed class SymbolicGroup(TermStore store) : IKeyAgreementGroup
{
    /// <inheritdoc/>
    public CryptoValue Generator => store.Elements.Generator;

    /// <inheritdoc/>
    public CryptoValue NewScalar(IEntropy entropy) => store.Nonce(entropy.Owner, entropy.NextDraw());

    /// <inheritdoc/>
    public CryptoValue Raise(CryptoValue element, CryptoValue scalar) => store.Elements.Raise(Element(element), Scalar(scalar));

    /// <inheritdoc/>
    public CryptoValue RaiseInverse(CryptoValue element, CryptoValue scalar) => store.Elements.Raise(Element(element), Scalar(scalar), inverse: true);

    /// <inheritdoc/>
    public CryptoValue RaiseQuotient(CryptoValue element, CryptoValue dividend, CryptoValue divisor) => RaiseInverse(Raise(element, dividend), divisor);

    /// <inheritdoc/>
    public CryptoValue Power(CryptoValue element, int exponent) => store.Elements.Power(Element(element), exponent);

    /// <inheritdoc/>
    public CryptoValue Multiply(CryptoValue left, CryptoValue right) => store.Elements.Multiply(Element(left), Element(right));

    /// <inheritdoc/>
    public CryptoValue ScalarOf(CryptoValue element) => store.ElementScalar(Element(element));

    /// <inheritdoc/>
    public CryptoValue KeyOf(CryptoValue element) => store.Kdf("agreed", Element(element));

    /// <inheritdoc/>
    public bool IsIdentity(CryptoValue element) => Element(element).Exponent!.IsZero;

    private static Term Element(CryptoValue value) => value is Term { Kind: TermKind.Element } element
        ? element
        : throw new SpecificationViolation($"{value} is no group element");

    // What is decided about elements takes a scalar for known if it was given, or its element can be made. Other terms would be known in other ways.
    private static Term Scalar(CryptoValue value) => value is Term { Kind: TermKind.Nonce or TermKind.ElementScalar } scalar
        ? scalar
        : throw new SpecificationViolation($"{value} is no secret scalar");
}
