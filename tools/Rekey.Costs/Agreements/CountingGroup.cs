using Rekey.Core;
using Rekey.Crypto;

namespace Rekey.Costs.Agreements;

/// <summary>A group that counts what is computed in it.</summary>
public sealed class CountingGroup(IKeyAgreementGroup inner, WorkMeter meter) : IKeyAgreementGroup
{
    /// <inheritdoc/>
    public CryptoValue Generator => inner.Generator;

    /// <inheritdoc/>
    public CryptoValue NewScalar(IEntropy entropy) => inner.NewScalar(entropy);

    /// <inheritdoc/>
    public CryptoValue Raise(CryptoValue element, CryptoValue scalar)
    {
        meter.Add(new Work { Exponentiations = 1 });
        return inner.Raise(element, scalar);
    }

    /// <inheritdoc/>
    public CryptoValue RaiseInverse(CryptoValue element, CryptoValue scalar)
    {
        meter.Add(new Work { Exponentiations = 1 });
        return inner.RaiseInverse(element, scalar);
    }

    /// <inheritdoc/>
    public CryptoValue RaiseQuotient(CryptoValue element, CryptoValue dividend, CryptoValue divisor)
    {
        meter.Add(new Work { Exponentiations = 1 });
        return inner.RaiseQuotient(element, dividend, divisor);
    }

    /// <inheritdoc/>
    public CryptoValue Power(CryptoValue element, int exponent)
    {
        meter.Add(new Work { SmallPowers = 1 });
        return inner.Power(element, exponent);
    }

    /// <inheritdoc/>
    public CryptoValue Multiply(CryptoValue left, CryptoValue right)
    {
        meter.Add(new Work { Products = 1 });
        return inner.Multiply(left, right);
    }

    /// <inheritdoc/>
    public CryptoValue ScalarOf(CryptoValue element) => inner.ScalarOf(element);

    /// <inheritdoc/>
    public CryptoValue KeyOf(CryptoValue element) => inner.KeyOf(element);

    /// <inheritdoc/>
    public bool IsIdentity(CryptoValue element) => inner.IsIdentity(element);
}

/// <summary>A suite whose group counts.</summary>
public sealed class CountingSuite(ICipherSuite inner, WorkMeter meter) : ICipherSuite
{
    /// <inheritdoc/>
    public byte Number => inner.Number;

    /// <inheritdoc/>
    public IKeyAgreementGroup Agreement { get; } = new CountingGroup(inner.Agreement, meter);

    /// <inheritdoc/>
    public CryptoValue NewKey(IEntropy entropy) => inner.NewKey(entropy);

    /// <inheritdoc/>
    public CryptoValue KeyId(CryptoValue key) => inner.KeyId(key);

    /// <inheritdoc/>
    public CryptoValue TrafficKey(CryptoValue groupKey, MemberId sender) => inner.TrafficKey(groupKey, sender);

    /// <inheritdoc/>
    public CryptoValue Wrap(CryptoValue wrappingKey, CryptoValue key) => inner.Wrap(wrappingKey, key);

    /// <inheritdoc/>
    public CryptoValue? Unwrap(CryptoValue wrappingKey, CryptoValue wrapped) => inner.Unwrap(wrappingKey, wrapped);
}
