using System.Numerics;

using BcInteger = Org.BouncyCastle.Math.BigInteger;

namespace Rekey.Crypto.Concrete;

/// <summary>Between the numbers of .NET and those of BouncyCastle, whose modular arithmetic is the faster one.</summary>
internal static class BcNumber
{
    /// <summary>A number, not negative, as BouncyCastle has it.</summary>
    public static BcInteger Of(BigInteger value) => new(1, value.ToByteArray(isUnsigned: true, isBigEndian: true));

    /// <summary>A number, not negative, as .NET has it.</summary>
    public static BigInteger From(BcInteger value) => new(value.ToByteArrayUnsigned(), isUnsigned: true, isBigEndian: true);

    /// <summary>The inverse modulo a number to which the value is coprime.</summary>
    public static BigInteger Inverse(BigInteger value, BigInteger modulus) => From(Of(value).ModInverse(Of(modulus)));
}
