using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Monitors;
using Rekey.Runs.P;
using Rekey.Wire;
using Rekey.Wire.Symbolic;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Monitors;

/// <summary>What is in a process is found wherever it is (spec/properties.md, "Exposure").</summary>
public sealed class StateContentsTests
{
    private readonly SymbolicBinding binding = new(Anywhere.Group);

    [Fact]
    public void Every_place_is_looked_at()
    {
        Term[] all = [.. Enumerable.Range(0, 9).Select(i => binding.Store.Nonce(MemberId.Parse("m1"), (uint)i))];
        var hidden = new Hidden(all[0])
        {
            Array = [all[1], null],
            Immutable = [all[2]],
            Never = default,
            Named = new Dictionary<MemberId, CryptoValue> { [MemberId.Parse("m2")] = all[3] },
            Struct = (7, all[4]),
            Next = new Hidden(all[5]) { Boxed = all[6] },
            Maybe = new Pair(all[7], 1),
            Text = "no secret",
        };

        StateContents.Of(hidden with { Boxed = new List<object> { all[8], 3, "x" } }, binding.Store).ShouldBe(all, ignoreOrder: true);
    }

    [Fact]
    public void What_is_there_twice_is_found_once_and_a_circle_ends()
    {
        var key = binding.Store.Nonce(MemberId.Parse("m1"), 0);
        var circle = new Hidden(key);
        circle.Array = [key, circle];

        StateContents.Of(circle, binding.Store).ShouldBe([key]);
    }

    [Fact]
    public void A_message_that_waits_shows_what_it_shows_to_who_reads_it()
    {
        var member = MemberId.Parse("m1");
        var key = binding.Store.Nonce(member, 0);
        var message = new Key(new Header(Anywhere.Group, new ViewId(1, member), 1, member), key);
        var sealedKey = new Received(member, binding.Envelopes.Seal(message, MemberId.Parse("m2"), binding.EntropyFor(member)));
        var payload = binding.Store.Payload(member, 3);
        var box = new Mailbox(new PMember { Self = member, Control = 0 }, [sealedKey, new SendRequested(payload)]);

        StateContents.Of(box, binding.Store).ShouldBe([((SymbolicEnvelope)sealedKey.Envelope).ToTerm(binding.Store), payload]);
    }

    [Fact]
    public void Code_could_have_kept_anything() =>
        Should.Throw<NotSupportedException>(() => StateContents.Of(new Hidden(null) { Boxed = (Action)(static () => { }) }, binding.Store)).Message.ShouldBe("Action is code: what a process keeps must be data");

    private sealed record Hidden(Term? First)
    {
        public object?[] Array { get; set; } = [];

        public ImmutableArray<Term> Immutable { get; init; } = [];

        public ImmutableArray<Term> Never { get; init; } = [];

        public IReadOnlyDictionary<MemberId, CryptoValue>? Named { get; init; }

        public (int Number, Term? Term) Struct { get; init; }

        public Hidden? Next { get; init; }

        public Pair? Maybe { get; init; }

        public object? Boxed { get; init; }

        public string Text { get; init; } = "";
    }

    private readonly record struct Pair(Term Term, int Number);
}
