using Rekey.Core;
using Rekey.Crypto.Symbolic.DiffieHellman;

namespace Rekey.Crypto.Symbolic;

/// <summary>
/// Makes terms, each once. One store serves one run; clearing it forgets all terms, so that memory stays flat over any number of runs.
/// </summary>
public sealed class TermStore
{
    private readonly Dictionary<Key, Term> terms = [];

    /// <summary>How many terms there are; their <see cref="Term.Id"/>s are below this.</summary>
    public int Count => terms.Count;

    /// <summary>Forgets all terms.</summary>
    public void Clear() => terms.Clear();

    /// <summary>The secret that a member drew as its <paramref name="counter"/>th.</summary>
    public Term Nonce(MemberId owner, uint counter) => Make(TermKind.Nonce, "", owner, counter, null, null);

    /// <summary>The private key of a member's secure channel.</summary>
    public Term ChannelKey(MemberId member) => Make(TermKind.LongTerm, "channel", member, 0, null, null);

    /// <summary>The private signing key of a member.</summary>
    public Term SigningKey(MemberId member) => Make(TermKind.LongTerm, "signing", member, 0, null, null);

    /// <summary>A text that everybody knows.</summary>
    public Term Public(string text) => Make(TermKind.Public, text, default, 0, null, null);

    /// <summary>A payload of an application.</summary>
    public Term Payload(MemberId sender, uint number) => Make(TermKind.Payload, "", sender, number, null, null);

    /// <summary>A one-way function of a key.</summary>
    public Term Kdf(string label, Term key, MemberId member = default) => Make(TermKind.Kdf, label, member, 0, key, null);

    /// <summary>Two terms side by side.</summary>
    public Term Pair(Term left, Term right) => Make(TermKind.Pair, "", default, 0, left, right);

    /// <summary>Content encrypted under a key.</summary>
    public Term Enc(Term key, Term content) => Make(TermKind.Enc, "", default, 0, key, content);

    /// <summary>Content signed by a member.</summary>
    public Term Signed(MemberId signer, Term content) => Make(TermKind.Signed, "", signer, 0, content, null);

    /// <summary>Content on the secure channel to a member; <see cref="ChannelKey"/> of that member opens it.</summary>
    public Term Sealed(MemberId recipient, Term content) => Make(TermKind.Sealed, "", recipient, 0, content, ChannelKey(recipient));

    /// <summary>A group element.</summary>
    public Term Element(Exponent exponent) => Make(TermKind.Element, "", default, 0, null, null, exponent);

    /// <summary>A group element used as a scalar.</summary>
    public Term ElementScalar(Term element) => Make(TermKind.ElementScalar, "", default, 0, element, null);

    private Term Make(TermKind kind, string label, MemberId member, uint number, Term? left, Term? right, Exponent? exponent = null)
    {
        var key = new Key(kind, label, member, number, left, right, exponent);
        if (!terms.TryGetValue(key, out var term))
        {
            term = new Term(terms.Count, kind, label, member, number, left, right, exponent);
            terms.Add(key, term);
        }

        return term;
    }

    private readonly record struct Key(TermKind Kind, string Label, MemberId Member, uint Number, Term? Left, Term? Right, Exponent? Exponent)
    {
        public override int GetHashCode()
        {
            var hash = Fingerprint.Mix(((ulong)Kind << 32) | Number, Member.Fingerprint);
            hash = Fingerprint.Mix(hash, ((ulong)(uint)(Left?.Id ?? -1) << 32) | (uint)(Right?.Id ?? -1));
            return (int)(hash ^ (Exponent?.Fingerprint ?? 0)) ^ Label.Length;
        }

        public bool Equals(Key other) =>
            Kind == other.Kind && Number == other.Number && Member == other.Member
            && ReferenceEquals(Left, other.Left) && ReferenceEquals(Right, other.Right) && Label == other.Label
            && (Exponent is null ? other.Exponent is null : Exponent.Equals(other.Exponent));
    }
}
