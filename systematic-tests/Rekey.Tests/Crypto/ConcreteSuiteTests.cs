using FsCheck;
using FsCheck.Fluent;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.Crypto.Concrete;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Crypto;

/// <summary>Suite 1's key schedule, seeded entropy and key directory (spec/wire/wire-format.md, section 9; W-17, W-19, W-20, W-21).</summary>
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

    [Fact]
    public void Contexts_are_injective() => Prop.ForAll<byte[][], byte[][]>((left, right) =>
    {
        if (Array.Exists(left, static p => p is null) || Array.Exists(right, static p => p is null))
        {
            return true;
        }

        var same = left.Length == right.Length && left.Zip(right).All(static p => p.First.AsSpan().SequenceEqual(p.Second));
        return same == KeySchedule.Context(1, "x", left).AsSpan().SequenceEqual(KeySchedule.Context(1, "x", right));
    }).QuickCheckThrowOnFailure();

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
