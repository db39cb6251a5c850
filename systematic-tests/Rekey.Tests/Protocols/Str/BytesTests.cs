using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Conformance;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.KeyAgreement.Runs;
using Rekey.KeyAgreement.Str;
using Rekey.Observing;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Wire.Cbor;
using Rekey.Wire.Cose;
using Rekey.Worlds;
using Shouldly;
using Xunit;
using Outcome = Rekey.Core.Outcome;

namespace Rekey.Tests.Protocols.Str;

/// <summary>STR over bytes: whole runs agree in a real group, and messages that an insider changes and signs have an outcome (STR-06, STR-08, W-08).</summary>
public sealed class BytesTests
{
    private static readonly MemberId[] All = [.. Enumerable.Range(1, 5).Select(static i => MemberId.Parse($"m{i}"))];
    private static readonly ConcreteBinding Binding = new(Anywhere.Group, "str", All);

    private static readonly Situation[] Situations = Make();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Builds_leaves_merges_and_refreshes_agree(int suite)
    {
        var of = new[] { ConcreteSuite.Suite1, ConcreteSuite.Suite2, ConcreteSuite.Suite3 }.Single(s => s.Number == suite);
        var stage = new Stage(StrDefinition.Protocol.Definition, Anywhere.Group, new ConcreteBinding(Anywhere.Group, "str", All, of), All).Install().Settle();
        ShouldAgree(stage, "m1 m2 m3 m4 m5");
        stage.Next(All[0], All[2], All[3], All[4]).Settle();
        ShouldAgree(stage, "m1 m3 m4 m5");
        stage.Feed(All[3], RefreshRequested.Instance);
        stage.Settle();
        ShouldAgree(stage, "m1 m3 m4 m5");
        stage.Next(All[2], All[3]).Settle();
        ShouldAgree(stage, "m3 m4");
        foreach (var elsewhere in new[] { All[0], All[1], All[4] })
        {
            stage.Feed(elsewhere, BlockRequested.Instance);
        }

        stage.Next(All).Settle();

        // m1 and m5 still have the chain of the four, and so are a component, as m3 and m4 are; m2 has that of the five.
        ShouldAgree(stage, "m1 m5 m3 m4 m2");
    }

    [Fact]
    public void Both_messages_are_read_as_they_were_written()
    {
        foreach (var situation in Situations)
        {
            var read = Binding.Envelopes.Open(new CoseEnvelope(new Bytes(situation.Bytes)), situation.Member, StrDefinition.Protocol.Messages).Message!;
            MessagePayload.Encode(Binding.Suite.Number, read).ShouldBe(situation.Payload);
            read.Text!.Length.ShouldBeGreaterThan(20);
        }

        Situations.Select(static s => s.Name).Distinct().ShouldBe([nameof(BlindedChain), nameof(BlindedKeys)]);
    }

    [Fact]
    public void What_was_sent_moves_the_member_that_waits_for_it() =>
        Situations.ShouldAllBe(static s => Step(s, s.Bytes) is Moved);

    /// <summary>Fields changed before they are signed: an insider can do that.</summary>
    [Property(MaxTest = 40)]
    public Property A_message_that_is_changed_and_signed_anew_has_an_outcome() => Prop.ForAll<uint, byte, uint>(static (at, change, length) => Situations.All(s =>
    {
        var start = (int)(at * 2_654_435_761u % (uint)s.Payload.Length);
        var end = start + 1 + (int)(length % (uint)(s.Payload.Length - start));
        byte[][] payloads =
        [
            [.. s.Payload[..start], (byte)(s.Payload[start] ^ change), .. s.Payload[(start + 1)..]],
            [.. s.Payload[..start], change, .. s.Payload[start..]],
            [.. s.Payload[..start], .. s.Payload[end..]],
        ];
        return payloads.All(p => Step(s, new Forger(Binding.Suite, Binding.Directory, Anywhere.Group).Sign1(p, s.Sender)) is not null);
    }));

    /// <summary>A step; whatever does not move leaves the very same state.</summary>
    private static Outcome Step(Situation situation, byte[] bytes)
    {
        var stage = situation.Stage.Fork();
        var before = stage[situation.Member];
        var outcome = stage.Feed(situation.Member, new Received(situation.Sender, new CoseEnvelope(new Bytes(bytes))));
        if (outcome is not Moved)
        {
            stage[situation.Member].ShouldBeSameAs(before);
        }

        return outcome;
    }

    private static Stage New() => new(StrDefinition.Protocol.Definition, Anywhere.Group, Binding, All);

    private static void ShouldAgree(Stage stage, string order)
    {
        var members = stage.View.Members.Select(m => (AgreementMember)stage[m]).ToList();
        members.ShouldAllBe(m => m.State == RunState.Keyed && m.Current == members[0].Current);
        members.ShouldAllBe(m => string.Join(' ', ((StrFoundation)m.Base!.Foundation).Members) == order);
    }

    /// <summary>Members that wait for one of the two messages: below, at and above the sponsor, in a merge and after a leave.</summary>
    private static Situation[] Make()
    {
        var five = New().Install().Settle(static (m, _) => m is BlindedChain);
        var chains = five.Fork().Settle(static (m, _) => m is BlindedKeys);
        var left = New().Install().Settle().Next(All[0], All[1], All[3], All[4]).Settle(static (m, _) => m is BlindedKeys);
        return
        [
            Of<BlindedChain>(five, All[0]), Of<BlindedChain>(five, All[3]), Of<BlindedKeys>(chains, All[1]), Of<BlindedKeys>(chains, All[4]),
            Of<BlindedKeys>(left, All[0]), Of<BlindedKeys>(left, All[3]), Of<BlindedKeys>(left, All[4]),
        ];
    }

    private static Situation Of<T>(Stage stage, MemberId to)
        where T : Message
    {
        var at = stage.Find(to, static m => m is T);
        var message = stage.MessageOf(at, to);
        return new Situation(typeof(T).Name, stage, to, message.Header.Sender, stage.BytesOf(at), MessagePayload.Encode(Binding.Suite.Number, message));
    }

    private sealed record Situation(string Name, Stage Stage, MemberId Member, MemberId Sender, byte[] Bytes, byte[] Payload);
}
