using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.Crypto.Concrete;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Crypto;

/// <summary>The suites, suite 1's key schedule, seeded entropy and key directory (spec/wire/wire-format.md, section 9; W-17, W-19, W-20, W-21).</summary>
public sealed class ConcreteSuiteTests
{
    private static readonly ConcreteSuite Suite = ConcreteSuite.Suite1;
    private static readonly MemberId M1 = MemberId.Parse("m1");
    private static readonly MemberId M2 = MemberId.Parse("m2");

    [Fact]
    public void A_group_key_has_32_bytes_and_its_derivations_differ()
    {
        var key = NewKey("a");
        var derived = new[] { Suite.KeyId(key), Suite.TrafficKey(key, M1), Suite.TrafficKey(key, M2), Suite.KeyId(NewKey("b")) };

        key.Length.ShouldBe(32);
        derived.ShouldAllBe(static d => ((Bytes)d).Length == 16);
        derived.Distinct().Count().ShouldBe(derived.Length);
    }

    [Fact]
    public void Derivations_are_those_of_section_9_spelt_out_by_hand()
    {
        // Lengths of two bytes, then: "rekey/1", the suite 1, the label, the sender.
        var key = NewKey("a");
        var keyId = Hkdf.Sha256.Expand(key.Span, [0, 7, .. "rekey/1"u8, 0, 1, 1, 0, 6, .. "key id"u8], 16);
        var traffic = Hkdf.Sha256.Expand(key.Span, [0, 7, .. "rekey/1"u8, 0, 1, 1, 0, 7, .. "traffic"u8, 0, 2, .. "m2"u8], 16);
        var wrapping = Hkdf.Sha256.Expand(key.Span, [0, 7, .. "rekey/1"u8, 0, 1, 1, 0, 8, .. "key wrap"u8], 16);

        Suite.KeyId(key).ShouldBe(new Bytes(keyId));
        Suite.TrafficKey(key, M2).ShouldBe(new Bytes(traffic));
        Suite.WrapKey(key, NewKey("b")).ShouldBe(new Bytes(KeyWrap.Wrap(wrapping, NewKey("b").Span)));
    }

    [Fact]
    public void The_suites_are_put_together_as_W_17_says()
    {
        ConcreteSuite[] suites = [ConcreteSuite.Suite1, ConcreteSuite.Suite2, ConcreteSuite.Suite3];

        suites.Select(static s => (s.Number, s.Group.Name, s.Cipher.Name, s.Derivation.HashLength)).ShouldBe(
        [
            ((byte)1, "P-256", "AES-128-GCM", 32), ((byte)2, "ffdhe2048", "ChaCha20-Poly1305", 32), ((byte)3, "Oakley 2", "Blowfish-CBC with HMAC-SHA-1", 20),
        ]);
        suites.ShouldAllBe(static s => s.Agreement.Generator.Equals(s.Group.Generator));
        Should.Throw<ArgumentException>(() => new ConcreteSuite(0, P256Group.Instance, AesGcm128.Instance, Hkdf.Sha256));
    }

    [Fact]
    public void Suite_3_takes_any_group_modulo_p()
    {
        var toy = new ModPGroup("toy", 23, 11, 2);
        var suite = ConcreteSuite.Historic(toy);

        (suite.Number, suite.Group, suite.Cipher).ShouldBe(((byte)3, toy, ConcreteSuite.Suite3.Cipher));
        suite.Agreement.Generator.ToString().ShouldBe("02");
    }

    [Fact]
    public void All_derivations_are_bound_to_the_suite()
    {
        var key = NewKey("a");
        var other = new ConcreteSuite(7, P256Group.Instance, AesGcm128.Instance, Hkdf.Sha256);
        var (element, wrapped) = (P256Group.Instance.Generator, Suite.WrapKey(key, NewKey("b")));

        other.KeyId(key).ShouldNotBe(Suite.KeyId(key));
        other.TrafficKey(key, M1).ShouldNotBe(Suite.TrafficKey(key, M1));
        other.UnwrapKey(key, wrapped).ShouldBeNull();
        other.Agreement.KeyOf(element).ShouldNotBe(Suite.Agreement.KeyOf(element));
        other.Agreement.ScalarOf(element).ShouldNotBe(Suite.Agreement.ScalarOf(element));
        ChannelKey(other).ShouldNotBe(ChannelKey(Suite));

        string ChannelKey(ConcreteSuite suite) => Convert.ToHexString(suite.ChannelKey(element, new GroupId("g"), M1, M2, element, element));
    }

    [Fact]
    public void Traffic_keys_have_the_length_of_the_suite_s_cipher()
    {
        Length(ConcreteSuite.Suite2).ShouldBe(32);
        Length(ConcreteSuite.Suite3).ShouldBe(56);

        int Length(ConcreteSuite suite) => ((Bytes)suite.TrafficKey(NewKey("a"), M1)).Length;
    }

    [Fact]
    public void A_wrapped_key_opens_under_its_own_key_alone()
    {
        var (under, other, key) = (NewKey("under"), NewKey("other"), NewKey("key"));
        var wrapped = Suite.WrapKey(under, key);

        wrapped.Length.ShouldBe(ConcreteSuite.WrappedKeyLength);
        Suite.UnwrapKey(under, wrapped).ShouldBe(key);
        Suite.UnwrapKey(other, wrapped).ShouldBeNull();
        Suite.UnwrapKey(under, new Bytes(wrapped.Span[8..])).ShouldBeNull();
        Suite.UnwrapKey(under, Bytes.Empty).ShouldBeNull();
    }

    [Fact]
    public void A_value_that_is_no_group_key_is_our_own_bug()
    {
        Should.Throw<SpecificationViolation>(() => Suite.KeyId(Bytes.Empty));
        Should.Throw<SpecificationViolation>(() => Suite.TrafficKey(P256Group.Instance.Generator, M1));
    }

    [Property]
    public Property Contexts_are_injective() => Prop.ForAll<byte[][], byte[][]>((left, right) =>
    {
        if (Array.Exists(left, static p => p is null) || Array.Exists(right, static p => p is null))
        {
            return true;
        }

        var same = left.Length == right.Length && left.Zip(right).All(static p => p.First.AsSpan().SequenceEqual(p.Second));
        return same == KeySchedule.Context(1, "x", left).AsSpan().SequenceEqual(KeySchedule.Context(1, "x", right));
    });

    [Fact]
    public void Contexts_tell_apart_parts_that_concatenate_to_the_same_bytes()
    {
        var whole = KeySchedule.Context(1, "x", "ab"u8.ToArray(), "c"u8.ToArray());

        KeySchedule.Context(1, "x", "a"u8.ToArray(), "bc"u8.ToArray()).ShouldNotBe(whole);
        KeySchedule.Context(1, "x", "abc"u8.ToArray()).ShouldNotBe(whole);
        KeySchedule.Context(2, "x", "ab"u8.ToArray(), "c"u8.ToArray()).ShouldNotBe(whole);
        Should.Throw<ArgumentException>(() => KeySchedule.Context(1, "x", new byte[65_536]));
    }

    [Fact]
    public void Seeded_entropy_is_a_function_of_seed_owner_and_draw()
    {
        var first = Draw(new SeededEntropy("s", M1));
        Draw(new SeededEntropy("s", M1)).ShouldBe(first);
        Draw(new SeededEntropy("t", M1)).ShouldNotBe(first);
        Draw(new SeededEntropy("s", M2)).ShouldNotBe(first);

        var source = new SeededEntropy("s", M1);
        Draw(source).ShouldBe(first);
        source.NextDraw().ShouldBe(1u);
        var third = Draw(source);
        third.ShouldNotBe(first);
        Draw(new SeededEntropy("s", M1, firstDraw: 2)).ShouldBe(third);
    }

    [Fact]
    public void A_directory_for_vectors_is_a_function_of_seed_and_name()
    {
        var directory = KeyDirectory.ForVectors("v", [M1, M2]);
        var again = KeyDirectory.ForVectors("v", [M2]);

        directory.FindPublic(M2).ShouldBe(again.FindPublic(M2));
        directory.FindPublic(M1).ShouldNotBe(directory.FindPublic(M2));
        directory.FindPublic(M1)!.Signing.ShouldNotBe(directory.FindPublic(M1)!.Channel);
        KeyDirectory.ForVectors("w", [M1]).FindPublic(M1).ShouldNotBe(directory.FindPublic(M1));
        again.FindPublic(M1).ShouldBeNull();
        again.FindPrivate(M1).ShouldBeNull();
    }

    [Fact]
    public void A_directory_acts_for_those_alone_whose_private_keys_it_holds()
    {
        var single = KeyDirectory.ForVectors("v", [M1, M2]).ActingFor(M1);

        single.FindPrivate(M1).ShouldNotBeNull();
        single.FindPrivate(M2).ShouldBeNull();
        single.FindPublic(M2).ShouldNotBeNull();
    }

    [Fact]
    public void Private_scalars_outside_the_group_are_refused()
    {
        Should.Throw<ArgumentException>(() => new LongTermKeys(M1, 0, 1));
        Should.Throw<ArgumentException>(() => new LongTermKeys(M1, 1, P256Group.Instance.Order));
    }

    [Fact]
    public void Byte_strings_are_equal_by_content()
    {
        var bytes = Bytes.FromHex("00ff10");

        bytes.ShouldBe(new Bytes([0, 255, 16]));
        bytes.ToString().ShouldBe("00ff10");
        bytes.Fingerprint.ShouldBe(new Bytes([0, 255, 16]).Fingerprint);
        bytes.Fingerprint.ShouldNotBe(new Bytes([0, 255]).Fingerprint);
        bytes.ShouldNotBe(new Bytes([0, 255, 17]));
        bytes.Equals(null).ShouldBeFalse();
    }

    private static Bytes NewKey(string seed) => (Bytes)((ICipherSuite)Suite).NewKey(new SeededEntropy(seed, M1));

    private static string Draw(SeededEntropy entropy)
    {
        var buffer = new byte[24];
        entropy.Fill(buffer);
        return Convert.ToHexStringLower(buffer);
    }
}
