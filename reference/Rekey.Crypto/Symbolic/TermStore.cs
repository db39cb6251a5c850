using Rekey.Core;
using Rekey.Crypto.Symbolic.DiffieHellman;

namespace Rekey.Crypto.Symbolic;

/// <summary>
/// Makes terms, each once. One store serves one run; clearing it forgets all terms, so that memory stays flat over any number of runs.
/// </summary>
public sealed class TermStore
{
    private readonly Interned<Term> terms = new();

    /// <summary>A store without terms.</summary>
    public TermStore() => Elements = new ElementTable(this);

    /// <summary>How many terms there are; their <see cref="Term.Id"/>s are below this.</summary>
    public int Count { get; private set; }

    /// <summary>The group elements among the terms.</summary>
    internal ElementTable Elements { get; }

    /// <summary>Forgets all terms.</summary>
    public void Clear()
    {
        terms.Clear();
        Elements.Clear();
        Count = 0;
    }

    /// <summary>The secret that a member drew as its <paramref name="counter"/>th.</summary>
    public Term Nonce(MemberId owner, uint counter) => Make(TermKind.Nonce, "", owner, counter, null, null);

    /// <summary>The private key of a member's secure channel.</summary>
    public Term ChannelKey(MemberId member) => Make(TermKind.LongTerm, "channel", member, 0, null, null);

    /// <summary>The private signing key of a member.</summary>
    public Term SigningKey(MemberId member) => Make(TermKind.LongTerm, "signing", member, 0, null, null);

    /// <summary>A text that everybody knows.</summary>
    public Term Public(string text) => Make(TermKind.Public, text, default, 0, null, null);

    /// <summary>A number that everybody knows.</summary>
    public Term Number(uint value) => Make(TermKind.Public, "", default, value, null, null);

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

    /// <summary>A group element used as a scalar.</summary>
    public Term ElementScalar(Term element) => Make(TermKind.ElementScalar, "", default, 0, element, null);

    /// <summary>A new element; <see cref="ElementTable"/> asks once for each exponent.</summary>
    internal Term NewElement(Exponent exponent) => new(Count++, TermKind.Element, "", default, 0, null, null, exponent);

    private Term Make(TermKind kind, string label, MemberId member, uint number, Term? left, Term? right)
    {
        var content = new Content(kind, label, member, number, left, right);
        var hash = content.Hash;
        return terms.Find(hash, content) ?? terms.Add(hash, new Term(Count++, kind, label, member, number, left, right));
    }

    private readonly struct Content(TermKind kind, string label, MemberId member, uint number, Term? left, Term? right) : IContent<Term>
    {
        // Parts of the term are known by their places; labels are few.
        public ulong Hash => Fingerprint.Mix(
            member.Fingerprint + ((ulong)kind << 56) + ((ulong)label.Length << 48) + number,
            ((ulong)(uint)(left?.Id ?? -1) << 32) | (uint)(right?.Id ?? -1));

        public bool Is(Term term) =>
            term.Kind == kind && term.Number == number && ReferenceEquals(term.Left, left) && ReferenceEquals(term.Right, right)
            && term.Member == member && term.Label == label;
    }
}
