using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Wire;
using Rekey.Wire.Cose;
using Shouldly;
using Xunit;
using static Rekey.Tests.Wire.WireFixture;

namespace Rekey.Tests.Wire;

/// <summary>Group data (spec/wire/wire-format.md, section 6; W-07, W-16).</summary>
public sealed class GroupDataTests
{
    [Fact]
    public void Group_data_comes_back_still_encrypted_and_decrypts()
    {
        var data = Opened(Data);

        (data.Header, data.Sequence, data.KeyId).ShouldBe((Head, 5u, (CryptoValue)KeyId));
        Envelopes.Decrypt(data, TrafficKey).ShouldBe(Payload);
        Data.AsSpan().IndexOf(Payload.Span).ShouldBe(-1);
    }

    [Fact]
    public void Another_key_does_not_decrypt_it()
    {
        Envelopes.Decrypt(Opened(Data), Suite.TrafficKey(Key, M2)).ShouldBeNull();
        Envelopes.Decrypt(Opened(Data), new Bytes(Key.Span[..16])).ShouldBeNull();
    }

    [Fact]
    public void A_header_that_the_sender_did_not_write_does_not_authenticate()
    {
        var data = Opened(Data);

        Envelopes.Decrypt(data with { Sequence = 6 }, TrafficKey).ShouldBeNull();
        Envelopes.Decrypt(data with { Header = Head with { Run = 2 } }, TrafficKey).ShouldBeNull();
        Envelopes.Decrypt(data with { Header = Head with { View = new ViewId(8, M1) } }, TrafficKey).ShouldBeNull();
        Envelopes.Decrypt(data with { Header = Head with { Sender = M2 } }, TrafficKey).ShouldBeNull();
        Envelopes.Decrypt(data with { KeyId = new Bytes(new byte[16]) }, TrafficKey).ShouldBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(CoseEnvelopes.MaxPayload)]
    public void Payloads_from_nothing_to_the_limit_come_back_equal(int length)
    {
        var payload = new Bytes(new byte[length]);
        var longName = MemberId.Parse("abcdefghijklmnop");
        var group = new GroupId(new string('g', 32));
        var envelopes = new CoseEnvelopes(Suite, group, Keys);
        var header = new Header(group, new ViewId(uint.MaxValue, longName), uint.MaxValue, longName);

        var envelope = envelopes.Encrypt(header, uint.MaxValue, KeyId, TrafficKey, payload);

        var data = envelopes.Open(envelope, M2, Catalogue).Message.ShouldBeOfType<GroupData>();
        envelopes.Decrypt(data, TrafficKey).ShouldBe(payload);
    }

    [Fact]
    public void A_longer_payload_is_refused() => Should.Throw<ArgumentException>(() =>
        Envelopes.Encrypt(Head, 1, KeyId, TrafficKey, new Bytes(new byte[CoseEnvelopes.MaxPayload + 1])));

    public static TheoryData<string, byte[], RejectionKind, string> Faults() => new()
    {
        { "W-17", Raw((1, Int(3))), RejectionKind.WrongSuite, "encrypt0.protected.alg" },
        { "W-15", Raw((4, Blob(new byte[15]))), RejectionKind.WrongLength, "encrypt0.protected.kid" },
        { "W-18", Raw((-65538, Text("talk"))), RejectionKind.WrongGroup, "encrypt0.protected.group" },
        { "W-15", Raw((-65539, Int(1))), RejectionKind.WrongType, "encrypt0.protected.view" },
        { "W-15", Raw((-65540, Int(0))), RejectionKind.OutOfRange, "encrypt0.protected.run" },
        { "W-15", Raw((-65541, null)), RejectionKind.MissingField, "encrypt0.protected.sender" },
        { "W-15", Raw((-65542, Int(0))), RejectionKind.OutOfRange, "encrypt0.protected.sequence" },
        { "W-15", Raw((-65543, Int(0))), RejectionKind.UnknownField, "encrypt0.protected.-65543" },
        { "W-15", Raw((-65537, Int(0))), RejectionKind.UnknownField, "encrypt0.protected.-65537" },
        { "W-16", Raw((-65542, Int(6))), RejectionKind.OutOfRange, "encrypt0.unprotected.iv" },
        { "W-15", [0xD0, 0x83, 0x40, 0xA0, 0x40], RejectionKind.MissingField, "encrypt0.unprotected.iv" },
        { "W-02", Data[..3], RejectionKind.Truncated, "encrypt0.protected" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Bad_group_data_is_rejected(string rule, byte[] envelope, RejectionKind kind, string field) =>
        Fault(Open(envelope)).ShouldBe((kind, field), rule);

    [Fact]
    public void The_unchanged_raw_header_is_accepted_so_the_cases_above_test_their_change() => Opened(Raw()).Sequence.ShouldBe(5u);

    [Fact]
    public void What_the_sending_side_does_wrong_is_our_own_bug()
    {
        Should.Throw<SpecificationViolation>(() => Envelopes.Encrypt(Head, 0, KeyId, TrafficKey, Payload));
        Should.Throw<SpecificationViolation>(() => Envelopes.Encrypt(Head, 1, Key, TrafficKey, Payload));
        Should.Throw<SpecificationViolation>(() => Envelopes.Encrypt(Head, 1, KeyId, Key, Payload));
        Should.Throw<SpecificationViolation>(() => Envelopes.Encrypt(Head with { Group = OtherGroup }, 1, KeyId, TrafficKey, Payload));
    }

    private static GroupData Opened(byte[] bytes) => Open(bytes).Message.ShouldBeOfType<GroupData>();

    // Labels in bytewise order: 1, 4, then -65537 and down.
    private static byte[] Raw(params (int Label, byte[]? Value)[] changes)
    {
        var fields = new SortedDictionary<(bool, int), (int Label, byte[]? Value)>();
        (int, byte[]?)[] valid =
        [
            (1, Int(1)), (4, Blob(KeyId.Span.ToArray())), (-65538, Text("chat")), (-65539, View(7, "m1")), (-65540, Int(1)),
            (-65541, Text("m1")), (-65542, Int(5)),
        ];
        foreach (var (label, value) in valid.Concat(changes))
        {
            fields[(label < 0, Math.Abs(label))] = (label, value);
        }

        var header = Map([.. fields.Values.Where(static f => f.Value is not null).Select(static f => (f.Label, f.Value!))]);
        return Encrypt0(header, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5], new byte[16]);
    }
}
