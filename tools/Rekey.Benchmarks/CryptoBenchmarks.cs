using BenchmarkDotNet.Attributes;
using Rekey.Conformance;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Runs;
using Rekey.Runs.P;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Benchmarks;

/// <summary>A suite and its envelopes over bytes.</summary>
[MemoryDiagnoser]
public class CryptoBenchmarks
{
    private static readonly MemberId M1 = MemberId.Parse("m1");
    private static readonly MemberId M2 = MemberId.Parse("m2");
    private readonly Header header = new(Scenario.NameOfGroup(0), new ViewId(1, M1), 1, M1);
    private ConcreteBinding binding = null!;
    private CryptoValue key = null!;
    private Ack ack = null!;
    private Key keyMessage = null!;
    private Envelope signed = null!;
    private Envelope sealedKey = null!;
    private GroupData data = null!;
    private CryptoValue trafficKey = null!;
    private IEntropy entropy = null!;
    private CryptoValue element = null!;
    private CryptoValue scalar = null!;

    /// <summary>The suite.</summary>
    [Params(1, 2, 3)]
    public int Suite { get; set; }

    /// <summary>Makes the messages.</summary>
    [GlobalSetup]
    public void Setup()
    {
        binding = new ConcreteBinding(Scenario.NameOfGroup(0), "benchmark", [M1, M2], SuiteOf(Suite));
        entropy = new SeededEntropy("benchmark", M1);
        scalar = binding.Suite.Agreement.NewScalar(entropy);
        element = binding.Suite.Agreement.Raise(binding.Suite.Agreement.Generator, binding.Suite.Agreement.NewScalar(entropy));
        key = binding.Suite.NewKey(entropy);
        ack = new Ack(header, binding.Suite.KeyId(key));
        keyMessage = new Key(header, key);
        signed = binding.Envelopes.Sign(ack);
        sealedKey = binding.Envelopes.Seal(keyMessage, M2, entropy);
        trafficKey = binding.Suite.TrafficKey(key, M1);
        var envelope = binding.Envelopes.Encrypt(header, 1, ack.KeyId, trafficKey, new Bytes(new byte[1024]));
        data = (GroupData)binding.Envelopes.Open(envelope, M2, PMessages.Catalogue).Message!;
    }

    /// <summary>One exponentiation of the suite's group, of any element: the unit of every cost table.</summary>
    [Benchmark(Baseline = true)]
    public CryptoValue Exponentiate() => binding.Suite.Agreement.Raise(element, scalar);

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

    /// <summary>The suite with a number.</summary>
    internal static ConcreteSuite SuiteOf(int number) =>
        number switch { 1 => ConcreteSuite.Suite1, 2 => ConcreteSuite.Suite2, _ => ConcreteSuite.Suite3 };

    /// <summary>Derive a key identifier.</summary>
    [Benchmark]
    public CryptoValue DeriveKeyId() => binding.Suite.KeyId(key);
}
