using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Explorer;
using Rekey.Explorer.Strategies;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;
using Rekey.Worlds.Adversary;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Worlds;

/// <summary>Messages taken apart and put together by what every message type says of itself (spec/model/adversary.md, "alter").</summary>
public sealed class AlterationsTests
{
    private static readonly TermStore Store = new();
    private static readonly MemberId M1 = MemberId.Parse("m1");
    private static readonly MemberId M2 = MemberId.Parse("m2");
    private static readonly ViewId View = new(3, M1);

    public static TheoryData<string> Protocols() => [.. ProtocolRegistry.All.Select(static p => p.Spec.Name)];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_message_of_a_run_is_put_together_as_it_was(string protocol)
    {
        var world = new VsWorld(
            new Scenario(ProtocolRegistry.Find(protocol), 4, FaultBudget.Parse("crash=1,join=1,merge=1,partition=1,refresh=2,send=2,depth=1")), new SymbolicBinding(Anywhere.Group));
        var runner = new ScheduleRunner<VsWorld>(world, []);
        var types = new HashSet<MessageType>();
        for (var schedule = 0; schedule < 40; schedule++)
        {
            var rng = Rng.For(3, schedule);
            runner.Run(Portfolio.Create("fair"), ref rng, 2_000, static _ => true).ShouldBeEmpty();
            foreach (var message in world.Heard.Select(static r => ((SymbolicEnvelope)r.Envelope).Message))
            {
                var again = MessageFields.Rebuild(message, message.Header, MessageFields.Of(message)).ShouldNotBeNull();
                Print(again).ShouldBe(Print(message));
                types.Add(again.Type);
            }
        }

        types.Count.ShouldBe(world.Scenario.Rekeying.Messages.Types.Count);
    }

    [Fact]
    public void Every_part_of_a_message_is_altered_by_itself()
    {
        var message = Sample();
        var all = new Alterations(message, Heard(Store.Nonce(M2, 7)));

        Enumerable.Range(0, all.Count).Select(n => all.Take(n).Change).ShouldBe(
        [
            "view 3.m1 becomes 9.m1", "view 3.m1 becomes 4.m1", "run 1 becomes 2", "sender m1 becomes m2", "sender m1 becomes ~outsider",
            "sequence 1 becomes 2", "time 5 becomes 6", "time 5 becomes 4",
            "number 4 becomes 5", "number 4 becomes 3", "member m2 becomes m1", "member m2 becomes ~outsider", "view 2.m1 becomes 9.m1", "view 2.m1 becomes 3.m1",
            .. from name in new[] { "key", "keyId", "wrapped", "element" } from value in new[] { "n(m2,7)", "own" } select $"{name} n(m1,0) becomes {value}",
            "inner 1 becomes 2", "inner 2 becomes 3",

            // There is no number 0: the next alteration stands in for it.
            "inner 2 becomes 3", "inner 2 becomes 1",
        ]);
        Enumerable.Range(0, all.Count).ShouldAllBe(n => Print(all.Take(n).Message) != Print(message));
        all.Take(all.Count + 2).Change.ShouldBe(all.Take(2).Change);
    }

    [Fact]
    public void A_value_that_is_there_already_is_no_alteration()
    {
        var all = new Alterations(Sample(), Heard(Store.Nonce(M1, 0)));
        Enumerable.Range(0, all.Count).ShouldAllBe(n => !all.Take(n).Change.Contains("becomes n(m1,0)"));
    }

    [Theory]
    [InlineData(0, 0u)]
    [InlineData(1, 2u)]
    public void Fields_that_do_not_fit_are_no_message(int at, uint put)
    {
        var message = new Sequel(new Header(Anywhere.Group, View, 1, M1), 1, [1]);
        var fields = MessageFields.Of(message).ToArray();
        MessageFields.Rebuild(message, message.Header, fields).ShouldNotBeNull();
        fields[at] = fields[at] with { Number = put };

        MessageFields.Rebuild(message, message.Header, fields).ShouldBeNull();
        MessageFields.Rebuild(message, message.Header, fields[..1]).ShouldBeNull();
    }

    private static Everything Sample() => new(new Header(Anywhere.Group, View, 1, M1) { Stamp = new Stamp(1, 5) }, Store.Nonce(M1, 0), [1, 2]);

    private static Material Heard(CryptoValue value) => new(
        new ViewId(9, M1), [M1, M2, VsWorld.OutsiderName], _ => [value], static _ => Store.Public("own"));

    private static string Print(Message message) => $"{message.Type.Name} {message.Header} {string.Join(' ', MessageFields.Of(message))}";

    /// <summary>A message with a field of every kind.</summary>
    private sealed record Everything(Header Header, CryptoValue Value, ImmutableArray<uint> Numbers) : Message(Header)
    {
        private static readonly MessageType Only = new(90, nameof(Everything), Protection.Signed, static (h, r) => new Everything(h, null!, []) { Content = Read(r) });

        public (uint Number, MemberId Member, ViewId View, CryptoValue Key, CryptoValue KeyId, CryptoValue Wrapped, CryptoValue Element, ImmutableArray<uint> Inner) Content { get; init; } =
            (4, M2, new ViewId(2, M1), Value, Value, Value, Value, Numbers);

        public override MessageType Type => Only;

        public override void WriteFields(IFieldWriter writer)
        {
            writer.Number(10, "number", Content.Number);
            writer.Member(11, "member", Content.Member);
            writer.View(12, "view", Content.View);
            writer.Key(13, "key", Content.Key);
            writer.KeyId(14, "keyId", Content.KeyId);
            writer.WrappedKey(15, "wrapped", Content.Wrapped);
            writer.Element(16, "element", Content.Element);
            writer.Items(17, "list", Content.Inner.Length, (i, w) => w.Number(0, "inner", Content.Inner[i]));
        }

        private static (uint, MemberId, ViewId, CryptoValue, CryptoValue, CryptoValue, CryptoValue, ImmutableArray<uint>) Read(IFieldReader r) => (
            r.Number(10, "number"), r.Member(11, "member"), r.View(12, "view"), r.Key(13, "key"), r.KeyId(14, "keyId"), r.WrappedKey(15, "wrapped"),
            r.Element(16, "element"), r.Items(17, "list", static i => i.Number(0, "inner", least: 1)));
    }

    /// <summary>A message whose first field, at least 1, says how its second one is read.</summary>
    private sealed record Sequel(Header Header, uint First, ImmutableArray<uint> Numbers) : Message(Header)
    {
        private static readonly MessageType Only = new(91, nameof(Sequel), Protection.Signed, static (h, r) =>
            new Sequel(h, r.Number(10, "first", least: 1), r.Items(11, "numbers", static i => i.Number(0, "number"))));

        public override MessageType Type => Only;

        public override void WriteFields(IFieldWriter writer)
        {
            writer.Number(10, "first", First);
            writer.Items(11, "numbers", Numbers.Length, (i, w) => w.Number(0, "number", Numbers[i]));
        }
    }
}
