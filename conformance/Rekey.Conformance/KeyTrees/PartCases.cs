using Rekey.Core;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Worlds;
using static Rekey.Conformance.KeyTrees.TreeCases;
using static Rekey.Conformance.KeyTrees.TreeFields;

namespace Rekey.Conformance.KeyTrees;

/// <summary>
/// Messages of the plan (K-13 to K-15). m4 needs two of them: its lowest key on the secure channel, and the keys above it encrypted.
/// </summary>
internal sealed class PartCases
{
    private readonly TreeCases all;
    private readonly Epoch epoch;
    private readonly Stage others;
    private readonly Stage opened;
    private readonly Stage complete;
    private readonly SecretKeys secret;
    private readonly EncryptedKeys encrypted;

    private PartCases(TreeCases all)
    {
        this.all = all;
        epoch = FirstRun(all.Told);
        others = all.Told.Fork().Settle(static (m, to) => to == M4 && m is SecretKeys or EncryptedKeys);
        opened = others.Fork().Settle(static (m, to) => to == M4 && m is EncryptedKeys);
        complete = opened.Fork().Settle(static (m, _) => m is Rekey.Runs.Ack);
        secret = Sent<SecretKeys>(others, M4);
        var lowest = PlanOf(others).Tree.PathTo(M4)[^1].Name;
        encrypted = Sent<EncryptedKeys>(others, M4, e => e.Keys.Any(k => k.Wrap.Under == lowest));
    }

    private MemberId SecretSender => secret.Header.Sender;

    private MemberId EncryptedSender => encrypted.Header.Sender;

    private byte[] SecretBytes => Bytes(others, M4, m => m is SecretKeys s && s.Index == secret.Index);

    private byte[] EncryptedBytes => Bytes(others, M4, m => m is EncryptedKeys e && e.Index == encrypted.Index);

    /// <summary>Adds all cases.</summary>
    public static void AddTo(TreeCases all)
    {
        var cases = new PartCases(all);
        cases.Accepted();
        cases.AcceptedKept();
        cases.RejectedSecrets();
        cases.RejectedContents();
        cases.RejectedWraps();
        cases.RejectedCiphertexts();
        cases.OfOneProtocol();
    }

    private void Secret(string id, string rule, string note, byte[] plaintext, MemberId? from = null, MemberId? to = null)
    {
        var sender = from ?? SecretSender;
        all.Add(id, rule, note, "m4-has-tree", others, M4, sender, all.Forger.Sign1(all.Forger.Seal(plaintext, sender, to ?? M4), sender));
    }

    private void Wrapped(string id, string rule, string note, byte[] payload, MemberId? from = null) =>
        all.Add(id, rule, note, "m4-has-lowest-key", opened, M4, from ?? EncryptedSender, all.Forger.Sign1(payload, from ?? EncryptedSender));

    private static byte[] Entry((uint Number, CryptoValue Key) key) => TreeFields.Secret(key.Number, Raw(key.Key));

    private static byte[] Entry((Wrap Wrap, CryptoValue Ciphertext) key) => TreeFields.Wrapped(key.Wrap.Key, key.Wrap.Under, Raw(key.Ciphertext));

    private void Accepted()
    {
        var blocked = others.Fork();
        blocked.Feed(M4, BlockRequested.Instance);
        all.Add("keys", "K-13", "m4's lowest key, sealed", "m4-has-tree", others, M4, SecretSender, SecretBytes);
        all.Add("keys-blocked", "K-15", "keys that come while blocked are ignored", "m4-has-tree-blocked", blocked, M4, SecretSender, SecretBytes);
        all.Add("encrypted", "K-16", "the keys above, encrypted: m4 is complete and acknowledges", "m4-has-lowest-key", opened, M4, EncryptedSender, EncryptedBytes);
        all.Add("encrypted-blocked", "K-15", "encrypted keys that come while blocked are ignored", "m4-has-tree-blocked", blocked, M4, EncryptedSender, EncryptedBytes);
        if (all.Protocol.HasServer)
        {
            all.Add("keys-early", "T-11", "a key before the tree: the server sends the tree first", "m4-reports", all.Gathered, M4, SecretSender, SecretBytes);
            all.Add("encrypted-early", "K-13", "the multicast before the individual key: the server sends that first", "m4-has-tree", others, M4, EncryptedSender, EncryptedBytes);
            return;
        }

        all.Add("keys-early", "K-14", "keys before the tree wait", "m4-reports", all.Gathered, M4, SecretSender, SecretBytes);
        all.Add("encrypted-early", "K-14", "encrypted keys before the key that opens them wait", "m4-has-tree", others, M4, EncryptedSender, EncryptedBytes);
        all.Add("encrypted-moot", "K-15", "keys that m2 holds already are ignored", "m2-awaits-done", others, M2, EncryptedSender, EncryptedBytes);
    }

    private void AcceptedKept()
    {
        var joined = all.Joined.Fork().Settle(static (m, to) => m is EncryptedKeys && to == M4);
        all.Add("encrypted-kept", "K-16", "the new root under the group key of view 1, which is now a key of m1 to m4", "m4-has-tree-view-2", joined, M4, M1,
            Bytes(joined, M4, static m => m is EncryptedKeys));
        var refresh = all.Keyed.Fork();
        refresh.Feed(M1, RefreshRequested.Instance);
        refresh.Settle(static (m, to) => m is EncryptedKeys { Header.Run: 2 } && to == M4);
        var root = ((TreeMember)refresh[M4]).Open!.Plan.Tree.PathTo(M4)[1].Name;
        var index = refresh.Find(M4, m => m is EncryptedKeys { Header.Run: 2 } e && e.Keys.Any(k => k.Wrap.Under == root));
        all.Add("encrypted-refresh", "K-16", "the new root of a refresh under a kept key", "m4-refreshes", refresh, M4, refresh.Sent[index].From, refresh.BytesOf(index));
        all.Add("encrypted-old-run", "K-15", "a message of a run that is over is ignored", "m4-refreshes", refresh, M4, EncryptedSender, EncryptedBytes);
    }

    private void RejectedSecrets()
    {
        byte[][] keys = [.. secret.Keys.Select(Entry)];
        var honest = Secrets(epoch, SecretSender.ToString(), secret.Index, keys);
        all.Add("keys-again", "T-11", "the same message again", "m4-has-lowest-key", opened, M4, SecretSender, SecretBytes);
        Secret("keys-not-sender", "T-10", "from m2, whom the plan does not name", Secrets(epoch, "m2", secret.Index, keys), M2);
        Secret("keys-for-m3", "W-18", "sealed to m3", honest, to: M3);
        all.Add("keys-in-clear", "W-12", "keys that are signed but not sealed", "m4-has-tree", others, M4, SecretSender, all.Forger.Sign1(honest, SecretSender));
        Secret("keys-other-view", "T-09", "keys of view 2", Secrets(epoch with { View = new ViewId(2, M1) }, SecretSender.ToString(), secret.Index, keys));
        Secret("keys-other-run", "T-11", "keys of run 2", Secrets(epoch with { Run = 2 }, SecretSender.ToString(), secret.Index, keys));
    }

    private void RejectedContents()
    {
        var (from, (number, key)) = (SecretSender.ToString(), secret.Keys[0]);
        byte[][] keys = [.. secret.Keys.Select(Entry)];
        Secret("keys-index", "K-13", "message 99 of a plan that has fewer", Secrets(epoch, from, 99, keys));
        Secret("keys-index-huge", "W-15", "message 2^32", Secrets(epoch, from, 1L << 32, keys));
        Secret("keys-number", "K-13", "another key than planned", Secrets(epoch, from, secret.Index, TreeFields.Secret(0, Raw(key))));
        Secret("keys-number-beyond", "K-13", "a key number that the run does not have", Secrets(epoch, from, secret.Index, TreeFields.Secret(99, Raw(key))));
        Secret("keys-number-huge", "W-15", "key number 2^32", Secrets(epoch, from, secret.Index, TreeFields.Secret(1L << 32, Raw(key))));
        Secret("keys-none", "K-13", "no key where one is planned", Secrets(epoch, from, secret.Index));
        Secret("keys-too-many", "K-13", "the group key beside the one that is planned", Secrets(epoch, from, secret.Index, [.. keys, TreeFields.Secret(0, Raw(key))]));
        Secret("keys-twice", "K-13", "the planned key twice", Secrets(epoch, from, secret.Index, [.. keys, .. keys]));
        Secret("keys-length", "W-15", "a key of 31 bytes", Secrets(epoch, from, secret.Index, TreeFields.Secret(number, Raw(key)[1..])));
        Secret("keys-for-cast", "K-13", "a sealed message without keys in place of the multicast", Secrets(epoch, EncryptedSender.ToString(), encrypted.Index), EncryptedSender);
        all.Add("encrypted-for-keys", "K-13", "a signed message without keys in place of the sealed one", "m4-has-tree", others, M4, SecretSender,
            all.Forger.Sign1(Wraps(epoch, from, secret.Index), SecretSender));
    }

    private void RejectedWraps()
    {
        var from = EncryptedSender.ToString();
        byte[][] keys = [.. encrypted.Keys.Select(Entry)];
        all.Add("encrypted-again", "T-11", "the same message again", "m4-awaits-done", complete, M4, EncryptedSender, EncryptedBytes);
        Wrapped("encrypted-not-sender", "T-10", "from m2, whom the plan does not name", Wraps(epoch, "m2", encrypted.Index, keys), M2);
        Wrapped("encrypted-other-view", "T-09", "keys of view 2", Wraps(epoch with { View = new ViewId(2, M1) }, from, encrypted.Index, keys));
        Wrapped("encrypted-other-run", "T-11", "keys of run 2", Wraps(epoch with { Run = 2 }, from, encrypted.Index, keys));
        Wrapped("encrypted-index", "K-13", "message 99 of a plan that has fewer", Wraps(epoch, from, 99, keys));
        Wrapped("encrypted-short", "K-13", "an entry is missing", Wraps(epoch, from, encrypted.Index, [.. keys[..^1]]));
        Wrapped("encrypted-long", "K-13", "an entry too many", Wraps(epoch, from, encrypted.Index, [.. keys, keys[0]]));
        if (keys.Length > 1)
        {
            Wrapped("encrypted-order", "K-13", "the entries in another order", Wraps(epoch, from, encrypted.Index, [.. keys.Reverse()]));
        }
    }

    private void RejectedCiphertexts()
    {
        var from = EncryptedSender.ToString();
        Changed("encrypted-number", "K-13", "other keys than planned", static k => TreeFields.Wrapped(k.Wrap.Key + 90, k.Wrap.Under, Raw(k.Ciphertext)));
        Changed("encrypted-under", "K-13", "under other keys than planned", static k => TreeFields.Wrapped(k.Wrap.Key, k.Wrap.Under with { Number = 90 }, Raw(k.Ciphertext)));
        Changed("encrypted-under-unknown", "K-13", "under keys of a run that m4 never saw",
            static k => TreeFields.Wrapped(k.Wrap.Key, k.Wrap.Under with { Epoch = new Epoch(Group, new ViewId(1, Early), 1) }, Raw(k.Ciphertext)));
        Changed("encrypted-bad-ciphertext", "K-13", "the last bit of each ciphertext is flipped",
            static k => TreeFields.Wrapped(k.Wrap.Key, k.Wrap.Under, [.. Raw(k.Ciphertext)[..^1], (byte)(Raw(k.Ciphertext)[^1] ^ 1)]));
        Changed("encrypted-length", "W-15", "ciphertexts of 39 bytes", static k => TreeFields.Wrapped(k.Wrap.Key, k.Wrap.Under, Raw(k.Ciphertext)[1..]));
        Changed("encrypted-run-zero", "W-15", "under keys of a run 0",
            static k => TreeFields.Wrapped(k.Wrap.Key, k.Wrap.Under with { Epoch = k.Wrap.Under.Epoch with { Run = 0 } }, Raw(k.Ciphertext)));

        void Changed(string id, string rule, string note, Func<(Wrap Wrap, CryptoValue Ciphertext), byte[]> change) =>
            Wrapped(id, rule, note, Wraps(epoch, from, encrypted.Index, [.. encrypted.Keys.Select(change)]));
    }

    private void OfOneProtocol()
    {
        if (all.Prefix == "o3")
        {
            var lacks = all.Told.Fork().Settle(static (m, to) => m is EncryptedKeys && to == M1);
            var forward = Bytes(lacks, M1, static m => m is EncryptedKeys);
            all.Add("forward", "K-13", "what m3 encrypted reaches the collector, which multicasts all of it", "m1-collects", lacks, M1, M3, forward);
            all.Add("forward-to-member", "T-10", "the same at a member that does not collect", "m4-has-tree", others, M4, M3, forward);
        }

        if (all.Protocol.HasServer)
        {
            var leading = all.Keyed.Fork();
            leading.Feed(M1, RefreshRequested.Instance);
            all.Add("keys-to-server", "T-10", "a client sends keys of the run before to the server", "m1-refreshes", leading, M1, M2,
                all.Forger.Sign1(all.Forger.Seal(Secrets(epoch, "m2", 0, TreeFields.Secret(0, new byte[32])), M2, M1), M2));
        }
    }
}
