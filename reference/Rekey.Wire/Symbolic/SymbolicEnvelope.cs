using Rekey.Core;
using Rekey.Crypto.Symbolic;

namespace Rekey.Wire.Symbolic;

/// <summary>
/// A message in ideal protection. What it shows to an adversary is <see cref="ToTerm"/>; who really signed it is <see cref="Signer"/>,
/// which an honest sender cannot choose.
/// </summary>
public sealed class SymbolicEnvelope : Envelope
{
    /// <summary>Makes an envelope. Only envelopes, mutants and the adversary do.</summary>
    /// <param name="protection">How the message is protected.</param>
    /// <param name="message">The message.</param>
    /// <param name="signer">Whose signing key was used; the header's sender, if honest. For group data: nobody.</param>
    /// <param name="recipient">The receiver of a sealed message.</param>
    /// <param name="trafficKey">The key of group data.</param>
    /// <param name="payload">The payload of group data.</param>
    /// <param name="iv">The nonce of group data.</param>
    public SymbolicEnvelope(
        Protection protection, Message? message, MemberId signer, MemberId recipient = default, Term? trafficKey = null, Term? payload = null, Term? iv = null)
    {
        (Protection, Message, Signer, Recipient, TrafficKey, Payload, Iv) = (protection, message!, signer, recipient, trafficKey, payload, iv);
    }

    /// <summary>How the message is protected.</summary>
    public Protection Protection { get; }

    /// <summary>The message.</summary>
    public Message Message { get; private set; }

    /// <summary>Whose signing key was used.</summary>
    public MemberId Signer { get; }

    /// <summary>The receiver of a sealed message.</summary>
    public MemberId Recipient { get; }

    /// <summary>The key of group data.</summary>
    public Term? TrafficKey { get; }

    /// <summary>The payload of group data.</summary>
    public Term? Payload { get; }

    /// <summary>The nonce of group data (rule W-16).</summary>
    public Term? Iv { get; }

    /// <summary>Whether the nonce of group data is its sequence number, and not something made of it that might come again (rule W-16).</summary>
    public bool HasNonceOf(uint sequence) => Iv is { Kind: TermKind.Public, Label.Length: 0 } iv && iv.Number == sequence;

    /// <summary>The same group data under another key or with another nonce: what a faulty sender would send. Only mutants do.</summary>
    public SymbolicEnvelope Reprotect(Term trafficKey, Term iv)
    {
        var data = (GroupData)Message;
        return Data(data.Header, data.Sequence, data.KeyId, trafficKey, Payload!, iv);
    }

    /// <inheritdoc/>
    public override ulong Fingerprint
    {
        get
        {
            var hash = Core.Fingerprint.Mix(((ulong)Protection << 8) | Message.Type.Code, Message.Header.Fingerprint);
            hash = Core.Fingerprint.Mix(hash, Core.Fingerprint.Mix(Signer.Fingerprint, Recipient.Fingerprint));
            hash = Core.Fingerprint.Mix(hash, Payload?.Fingerprint ?? 0);
            var fields = new Hasher(Iv is null ? hash : Core.Fingerprint.Mix(hash, Core.Fingerprint.Mix(TrafficKey!.Fingerprint, Iv.Fingerprint)));
            Message.WriteFields(fields);
            return fields.Hash;
        }
    }

    /// <summary>The envelope as an adversary sees it. The header and all field values but secrets are public and left out.</summary>
    public Term ToTerm(TermStore store)
    {
        if (Protection == Protection.GroupEncrypted)
        {
            return store.Enc(TrafficKey!, Payload!);
        }

        var fields = new Collector(store);
        Message.WriteFields(fields);
        var signed = store.Signed(Signer, fields.Content ?? store.Public(Message.Type.Name));
        return Protection == Protection.Sealed ? store.Sealed(Recipient, signed) : signed;
    }

    /// <inheritdoc/>
    public override string ToString() => Message.ToString();

    internal static SymbolicEnvelope Data(Header header, uint sequence, CryptoValue keyId, Term trafficKey, Term payload, Term iv)
    {
        var envelope = new SymbolicEnvelope(Protection.GroupEncrypted, null, default, default, trafficKey, payload, iv);
        envelope.Message = new GroupData(header, sequence, keyId, envelope);
        return envelope;
    }

    private sealed class Collector(TermStore store) : IFieldWriter
    {
        public Term? Content { get; private set; }

        public void Number(int label, string name, uint value)
        {
        }

        public void Member(int label, string name, MemberId value)
        {
        }

        public void Key(int label, string name, CryptoValue value) => Add((Term)value);

        public void KeyId(int label, string name, CryptoValue value) => Add((Term)value);

        public void View(int label, string name, ViewId value)
        {
        }

        public void WrappedKey(int label, string name, CryptoValue value) => Add((Term)value);

        public void Element(int label, string name, CryptoValue value) => Add((Term)value);

        public void Items(int label, string name, int count, Action<int, IFieldWriter> write)
        {
            for (var i = 0; i < count; i++)
            {
                write(i, this);
            }
        }

        private void Add(Term term) => Content = Content is null ? term : store.Pair(Content, term);
    }

    private sealed class Hasher(ulong hash) : IFieldWriter
    {
        public ulong Hash { get; private set; } = hash;

        public void Number(int label, string name, uint value) => Hash = Core.Fingerprint.Mix(Hash, value);

        public void Member(int label, string name, MemberId value) => Hash = Core.Fingerprint.Mix(Hash, value.Fingerprint);

        public void Key(int label, string name, CryptoValue value) => Hash = Core.Fingerprint.Mix(Hash, value.Fingerprint);

        public void KeyId(int label, string name, CryptoValue value) => Hash = Core.Fingerprint.Mix(Hash, value.Fingerprint);

        public void View(int label, string name, ViewId value) => Hash = Core.Fingerprint.Mix(Hash, value.Fingerprint);

        public void WrappedKey(int label, string name, CryptoValue value) => Hash = Core.Fingerprint.Mix(Hash, value.Fingerprint);

        public void Element(int label, string name, CryptoValue value) => Hash = Core.Fingerprint.Mix(Hash, value.Fingerprint);

        public void Items(int label, string name, int count, Action<int, IFieldWriter> write)
        {
            Hash = Core.Fingerprint.Mix(Hash, (ulong)count);
            for (var i = 0; i < count; i++)
            {
                write(i, this);
            }
        }
    }
}
