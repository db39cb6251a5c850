using System.Numerics;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Rekey.Core;

namespace Rekey.Crypto.Concrete;

/// <summary>
/// ECDSA over P-256 with SHA-256, deterministic (RFC 6979): signing draws no entropy. A signature is r and s, 32 bytes each, most
/// significant byte first (ES256 of RFC 9053, section 2.1).
/// </summary>
/// <remarks>
/// s and q-s both verify; neither is preferred. So a third party can turn a valid signature into another valid one for the same
/// message: nothing may identify a message by its signature (W-11).
/// </remarks>
public static class EcdsaP256
{
    /// <summary>Length in bytes of a signature.</summary>
    public const int SignatureLength = 64;

    /// <summary>Signs a message: 64 bytes.</summary>
    public static byte[] Sign(BigInteger privateScalar, ReadOnlySpan<byte> message)
    {
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(true, new ECPrivateKeyParameters(BcNumber.Of(privateScalar), P256Group.Instance.Domain));
        var pair = signer.GenerateSignature(SHA256.HashData(message));
        return [.. P256Group.ScalarBytes(BcNumber.From(pair[0])), .. P256Group.ScalarBytes(BcNumber.From(pair[1]))];
    }

    /// <summary>Whether the signature is valid. Total: any bytes give an answer.</summary>
    /// <exception cref="SpecificationViolation">A public key of another group, or the identity: our own bug, since keys come from the directory.</exception>
    public static bool Verify(GroupElement publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.IsIdentity)
        {
            throw new SpecificationViolation("the identity is no public key");
        }

        if (signature.Length != SignatureLength || !InRange(signature[..32]) || !InRange(signature[32..]))
        {
            return false;
        }

        var point = P256Group.PointOf(publicKey).Normalize();
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = point.AffineXCoord.GetEncoded(), Y = point.AffineYCoord.GetEncoded() },
        });
        return key.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static bool InRange(ReadOnlySpan<byte> bytes)
    {
        var value = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        return !value.IsZero && value < P256Group.Instance.Order;
    }
}
