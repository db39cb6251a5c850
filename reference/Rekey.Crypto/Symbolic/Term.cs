using Rekey.Core;
using Rekey.Crypto.Symbolic.DiffieHellman;

namespace Rekey.Crypto.Symbolic;

/// <summary>What a term is.</summary>
public enum TermKind : byte
{
    /// <summary>A secret that a member drew: <c>n(m1,0)</c>.</summary>
    Nonce,

    /// <summary>A long-term private key: of the secure channel, or for signing.</summary>
    LongTerm,

    /// <summary>Text, or a number without text, that everybody knows.</summary>
    Public,

    /// <summary>An application's payload, secret until revealed.</summary>
    Payload,

    /// <summary>A one-way function of a key, with a public label.</summary>
    Kdf,

    /// <summary>Two terms side by side.</summary>
    Pair,

    /// <summary>The second term encrypted under the first.</summary>
    Enc,

    /// <summary>A signed term; signing hides nothing.</summary>
    Signed,

    /// <summary>A term on the secure channel to a member.</summary>
    Sealed,

    /// <summary>An element of a Diffie-Hellman group: g to the power of an exponent.</summary>
    Element,

    /// <summary>A group element used as a scalar: a one-way function of it.</summary>
    ElementScalar,
}

/// <summary>
/// A term of the symbolic algebra. Terms are hash-consed in a <see cref="TermStore"/>: equal terms of one store are one object.
/// </summary>
public sealed class Term : CryptoValue
{
    internal Term(int id, TermKind kind, string label, MemberId member, uint number, Term? left, Term? right, Exponent? exponent = null)
    {
        (Id, Kind, Label, Member, Number, Left, Right, Exponent) = (id, kind, label, member, number, left, right, exponent);
        var hash = Core.Fingerprint.Mix((ulong)kind, Core.Fingerprint.Of(label));
        hash = Core.Fingerprint.Mix(hash, Core.Fingerprint.Mix(member.Fingerprint, number));
        Fingerprint = Core.Fingerprint.Mix(hash, Core.Fingerprint.Mix(left?.Fingerprint ?? 0, right?.Fingerprint ?? exponent?.Fingerprint ?? 1));
    }

    /// <summary>The term's place in its store, from 0.</summary>
    public int Id { get; }

    /// <summary>What it is.</summary>
    public TermKind Kind { get; }

    /// <summary>The label of a one-way function, the use of a long-term key, or a text.</summary>
    public string Label { get; }

    /// <summary>The owner of a nonce or long-term key, the signer, the receiver of a sealed term, or a one-way function's member.</summary>
    public MemberId Member { get; }

    /// <summary>The counter of a nonce or payload; a public number.</summary>
    public uint Number { get; }

    /// <summary>The key, the content of signed and sealed terms, or the left half.</summary>
    public Term? Left { get; }

    /// <summary>What is encrypted, or the right half.</summary>
    public Term? Right { get; }

    /// <summary>The exponent of a group element.</summary>
    public Exponent? Exponent { get; }

    /// <inheritdoc/>
    public override ulong Fingerprint { get; }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        TermKind.Nonce => $"n({Member},{Number})",
        TermKind.LongTerm => $"{Label}Key({Member})",
        TermKind.Public => Label.Length == 0 ? $"{Number}" : Label,
        TermKind.Payload => $"data({Member},{Number})",
        TermKind.Kdf => Member == default ? $"{Label}({Left})" : $"{Label}({Left},{Member})",
        TermKind.Pair => $"{Left}, {Right}",
        TermKind.Enc => $"{{{Right}}}{Left}",
        TermKind.Signed => $"[{Left}]{Member}",
        TermKind.Sealed => $"<{Left}>{Member}",
        TermKind.Element => $"g^({Exponent})",
        TermKind.ElementScalar => $"[{Left}]",
        _ => Kind.ToString(),
    };
}
