using System.Numerics;
using BenchmarkDotNet.Attributes;
using Rekey.Core;
using Rekey.Crypto.Concrete;

namespace Rekey.Benchmarks;

/// <summary>The groups of key agreement, operation by operation. Results are asked for their encoding, as a message would.</summary>
public class GroupBenchmarks
{
    private IPrimeOrderGroup group = null!;
    private GroupElement element = null!;
    private GroupElement other = null!;
    private BigInteger scalar;
    private byte[] encoded = null!;

    /// <summary>The suite.</summary>
    [Params(1, 2, 3)]
    public int Suite { get; set; }

    /// <summary>Makes two elements.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var entropy = new SeededEntropy("benchmark", MemberId.Parse("m1"));
        group = CryptoBenchmarks.SuiteOf(Suite).Group;
        element = group.Exponentiate(group.Generator, group.RandomScalar(entropy));
        other = group.Exponentiate(group.Generator, group.RandomScalar(entropy));
        scalar = group.RandomScalar(entropy);
        encoded = element.Encoded.Span.ToArray();
    }

    /// <summary>An element to a random scalar.</summary>
    [Benchmark(Baseline = true)]
    public Bytes Exponentiate() => group.Exponentiate(element, scalar).Encoded;

    /// <summary>The same modulo p with .NET's own numbers, for comparison; on P-256, where there is nothing to compare, as above.</summary>
    [Benchmark]
    public object ExponentiateWithDotNet() =>
        group is ModPGroup modP ? BigInteger.ModPow(modP.IntegerOf(element)!.Value, scalar, modP.Modulus) : group.Exponentiate(element, scalar).Encoded;

    /// <summary>An element to the power of -200.</summary>
    [Benchmark]
    public Bytes SmallPower() => group.Exponentiate(element, -200).Encoded;

    /// <summary>A product.</summary>
    [Benchmark]
    public Bytes Multiply() => group.Multiply(element, other).Encoded;

    /// <summary>Reading an element, with the check that it is one.</summary>
    [Benchmark]
    public bool Decode() => group.TryDecode(encoded, out _, out _);
}
