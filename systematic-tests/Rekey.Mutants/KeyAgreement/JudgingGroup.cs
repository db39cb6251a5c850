using Rekey.Core;
using Rekey.Crypto;

namespace Rekey.Mutants.KeyAgreement;

/// <summary>The group of a key agreement, with another opinion on what is the identity: the seam at which checks of elements are left out.</summary>
/// <param name="inner">The group.</param>
/// <param name="judge">Given an element, how many were judged before it, and the truth: what is answered.</param>
public sealed class JudgingGroup(IKeyAgreementGroup inner, Func<CryptoValue, int, bool, bool> judge) : IKeyAgreementGroup
{
    /// <summary>How many elements were judged.</summary>
    public int Judged { get; private set; }

    /// <inheritdoc/>
    public CryptoValue Generator => inner.Generator;

    /// <inheritdoc/>
    public CryptoValue NewScalar(IEntropy entropy) => inner.NewScalar(entropy);

    /// <inheritdoc/>
    public CryptoValue Raise(CryptoValue element, CryptoValue scalar) => inner.Raise(element, scalar);

    /// <inheritdoc/>
    public CryptoValue RaiseInverse(CryptoValue element, CryptoValue scalar) => inner.RaiseInverse(element, scalar);

    /// <inheritdoc/>
    public CryptoValue RaiseQuotient(CryptoValue element, CryptoValue dividend, CryptoValue divisor) => inner.RaiseQuotient(element, dividend, divisor);

    /// <inheritdoc/>
    public CryptoValue Power(CryptoValue element, int exponent) => inner.Power(element, exponent);

    /// <inheritdoc/>
    public CryptoValue Multiply(CryptoValue left, CryptoValue right) => inner.Multiply(left, right);

    /// <inheritdoc/>
    public CryptoValue ScalarOf(CryptoValue element) => inner.ScalarOf(element);

    /// <inheritdoc/>
    public CryptoValue KeyOf(CryptoValue element) => inner.KeyOf(element);

    /// <inheritdoc/>
    public bool IsIdentity(CryptoValue element) => judge(element, Judged++, inner.IsIdentity(element));
}
