using System.Text;
using Rekey.Conformance;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Explorer;
using Rekey.Explorer.Strategies;
using Rekey.Wire;
using Rekey.Wire.Cose;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Wire;

/// <summary>NonceUniqueness over bytes (spec/properties.md): every key and nonce that a suite's cipher is given is recorded, and none comes twice.</summary>
public sealed class NonceRecordTests
{
    public static TheoryData<int> Suites() => [1, 2, 3];

    [Theory]
    [MemberData(nameof(Suites))]
    public void In_whole_runs_with_refreshes_and_changes_of_view_no_key_and_nonce_come_twice(int number)
    {
        var scenario = new Scenario(ProtocolRegistry.Find("P"), 3, FaultBudget.Parse("crash=1,join=1,refresh=2,send=8,depth=1"));
        var under = new HashSet<string>();
        for (var schedule = 0; schedule < 10; schedule++)
        {
            var recorder = new Recorder(SuiteOf(number).Cipher);
            var world = new VsWorld(scenario, new ConcreteBinding(scenario, $"nonces {number} {schedule}", With(recorder, number)));
            var rng = Rng.For(7, schedule);
            new ScheduleRunner<VsWorld>(world, []).Run(Portfolio.Create("fair"), ref rng, 2_000, static _ => true).ShouldBeEmpty();

            recorder.Pairs.Select(static p => p.Key + p.Nonce).ShouldBeUnique();
            under.UnionWith(world.Heard.Select(h => world.Binding.MessageOf(h.Envelope)).OfType<GroupData>().Select(static d => $"run {d.Header.Run} of view {d.Header.View.Counter}"));
        }

        under.ShouldContain("run 1 of view 1");
        under.ShouldContain("run 1 of view 2");
        under.ShouldContain(static u => !u.StartsWith("run 1 ", StringComparison.Ordinal), "some payload must go out after a refresh");
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public void Numbers_that_agree_in_their_low_or_high_bits_have_nonces_of_their_own(int number)
    {
        uint[] numbers = [1, 65_535, 65_536, 65_537, 131_073, 1 << 24, (1 << 24) + 1, 1u << 31, (1u << 31) + 1, uint.MaxValue];
        var recorder = new Recorder(SuiteOf(number).Cipher);
        var suite = With(recorder, number);
        var (m1, group) = (MemberId.Parse("m1"), new GroupId("g"));
        var envelopes = new CoseEnvelopes(suite, group, KeyDirectory.ForVectors("nonces", [m1]));
        var key = suite.NewKey(new SeededEntropy("nonces", m1));
        foreach (var sequence in numbers)
        {
            envelopes.Encrypt(new Header(group, new ViewId(1, m1), 1, m1), sequence, suite.KeyId(key), suite.TrafficKey(key, m1), new Bytes(Encoding.ASCII.GetBytes("x")));
        }

        recorder.Pairs.Select(static p => p.Key).Distinct().ShouldHaveSingleItem();
        recorder.Pairs.Select(static p => p.Nonce).ShouldBe(numbers.Select(static n => $"{n:x24}"));
    }

    private static ConcreteSuite SuiteOf(int number) => number switch { 1 => ConcreteSuite.Suite1, 2 => ConcreteSuite.Suite2, _ => ConcreteSuite.Suite3 };

    private static ConcreteSuite With(AuthenticatedCipher cipher, int number)
    {
        var suite = SuiteOf(number);
        return new ConcreteSuite(suite.Number, suite.Group, cipher, suite.Derivation);
    }

    /// <summary>A cipher that remembers what it was given to encrypt with.</summary>
    private sealed class Recorder(AuthenticatedCipher inner) : AuthenticatedCipher
    {
        public List<(string Key, string Nonce)> Pairs { get; } = [];

        public override string Name => inner.Name;

        public override int CoseAlgorithm => inner.CoseAlgorithm;

        public override int KeyLength => inner.KeyLength;

        public override int LeastCiphertext => inner.LeastCiphertext;

        protected override byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> plaintext)
        {
            Pairs.Add((Convert.ToHexStringLower(key), Convert.ToHexStringLower(nonce)));
            return inner.Encrypt(key, nonce, associated, plaintext);
        }

        protected override byte[]? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> ciphertext) =>
            inner.Decrypt(key, nonce, associated, ciphertext);
    }
}
