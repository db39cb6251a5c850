using BenchmarkDotNet.Attributes;
using Rekey.Conformance;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.KeyTrees.P;
using Rekey.Termination;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Benchmarks;

/// <summary>Suite 1 and its envelopes over bytes.</summary>
[MemoryDiagnoser]
public class CryptoBenchmarks
{
    private static readonly MemberId M1 = MemberId.Parse("m1");
    private static readonly MemberId M2 = MemberId.Parse("m2");
    private readonly ConcreteBinding binding = new(Scenario.Group, "benchmark", [M1, M2]);
    private readonly P256Group curve = P256Group.Instance;
    private readonly Header header = new(Scenario.Group, new ViewId(1, M1), 1, M1);
    private CryptoValue key = null!;
    private Ack ack = null!;
    private Key keyMessage = null!;
    private Envelope signed = null!;
    private Envelope sealedKey = null!;
    private GroupData data = null!;
    private CryptoValue trafficKey = null!;
    private IEntropy entropy = null!;

    /// <summary>Makes the messages.</summary>
    [GlobalSetup]
    public void Setup()
    {
        entropy = new SeededEntropy("benchmark", M1);
        key = binding.Suite.NewKey(entropy);
        ack = new Ack(header, binding.Suite.KeyId(key));
        keyMessage = new Key(header, key);
        signed = binding.Envelopes.Sign(ack);
        sealedKey = binding.Envelopes.Seal(keyMessage, M2, entropy);
        trafficKey = binding.Suite.TrafficKey(key, M1);
        var envelope = binding.Envelopes.Encrypt(header, 1, ack.KeyId, trafficKey, new Bytes(new byte[1024]));
        data = (GroupData)binding.Envelopes.Open(envelope, M2, PMessages.Catalogue).Message!;
    }

    /// <summary>One exponentiation of P-256: the unit of every cost table.</summary>
    [Benchmark(Baseline = true)]
    public GroupElement Exponentiate() => curve.Exponentiate(curve.Generator, curve.RandomScalar(entropy));

    /// <summary>Encode and sign an ack.</summary>
    [Benchmark]
    public Envelope SignAck() => binding.Envelopes.Sign(ack);

    /// <summary>Decode and verify an ack.</summary>
    [Benchmark]
    public Opened OpenAck() => binding.Envelopes.Open(signed, M2, PMessages.Catalogue);

    /// <summary>Encode, seal and sign a key.</summary>
    [Benchmark]
    public Envelope SealKey() => binding.Envelopes.Seal(keyMessage, M2, entropy);

    /// <summary>Verify, open and decode a key.</summary>
    [Benchmark]
    public Opened OpenKey() => binding.Envelopes.Open(sealedKey, M2, PMessages.Catalogue);

    /// <summary>Encrypt a payload of 1 KiB.</summary>
    [Benchmark]
    public Envelope EncryptData() => binding.Envelopes.Encrypt(header, 1, ack.KeyId, trafficKey, new Bytes(new byte[1024]));

    /// <summary>Decrypt a payload of 1 KiB.</summary>
    [Benchmark]
    public CryptoValue? DecryptData() => binding.Envelopes.Decrypt(data, trafficKey);

    /// <summary>Derive a key identifier.</summary>
    [Benchmark]
    public CryptoValue DeriveKeyId() => binding.Suite.KeyId(key);
}
