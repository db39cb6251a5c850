using Rekey.Core;

namespace Rekey.Crypto;

/// <summary>
/// The Diffie-Hellman algebra that contributory key agreements are written in: elements of a group of prime order, and secret scalars. One
/// protocol runs over exponents as terms and over real groups alike.
/// </summary>
public interface IKeyAgreementGroup
{
    /// <summary>The generator g.</summary>
    CryptoValue Generator { get; }

    /// <summary>A fresh secret scalar. One draw of entropy.</summary>
    CryptoValue NewScalar(IEntropy entropy);

    /// <summary>The element to the power of the scalar.</summary>
    CryptoValue Raise(CryptoValue element, CryptoValue scalar);

    /// <summary>The element to the power of the scalar's inverse modulo the group's order.</summary>
    CryptoValue RaiseInverse(CryptoValue element, CryptoValue scalar);

    /// <summary>The element to the power of one scalar divided by another modulo the group's order, in one exponentiation.</summary>
    CryptoValue RaiseQuotient(CryptoValue element, CryptoValue dividend, CryptoValue divisor);

    /// <summary>The element to the power of an integer.</summary>
    CryptoValue Power(CryptoValue element, int exponent);

    /// <summary>The product.</summary>
    CryptoValue Multiply(CryptoValue left, CryptoValue right);

    /// <summary>
    /// A secret scalar that is a function of an element; never 0. Nobody may send it: in groups modulo p it is the element itself, modulo q
    /// (rule W-22), so whoever learns the scalar learns the element.
    /// </summary>
    CryptoValue ScalarOf(CryptoValue element);

    /// <summary>A group key that is a one-way function of an element.</summary>
    CryptoValue KeyOf(CryptoValue element);

    /// <summary>Whether an element is the identity, which no honest member sends.</summary>
    bool IsIdentity(CryptoValue element);
}
