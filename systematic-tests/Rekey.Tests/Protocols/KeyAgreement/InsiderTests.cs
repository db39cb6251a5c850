using Rekey.Conformance.Drills;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Runs;
using Rekey.Wire;
using Rekey.Worlds.Adversary;
using Rekey.Worlds.Benches;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.KeyAgreement;

/// <summary>
/// Members that say what they should not, under their own signatures, again and again. Each outcome is one of the four; no message of an insider reaches a
/// cell that the table calls impossible; nothing but a move changes a state; and no two members of an epoch use different keys (T-03).
/// </summary>
public sealed class InsiderTests
{
    private static readonly string[] Names = ["a1", "m1", "m2", "m3", "m4", "m5"];

    public static TheoryData<string> Protocols() => Agreements.Names;

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Whatever_insiders_say_has_an_outcome(string protocol)
    {
        var kinds = new HashSet<Type>();
        for (var schedule = 0; schedule < 150; schedule++)
        {
            var rng = Rng.For(11, schedule);
            try
            {
                Play(Agreements.New(protocol), ref rng, kinds);
            }
            catch (Exception e) when (e is not ShouldAssertException)
            {
                throw new InvalidOperationException($"schedule {schedule}: {e.Message}", e);
            }
        }

        kinds.ShouldBe([typeof(Moved), typeof(Ignored), typeof(Deferred), typeof(Rejected)], ignoreOrder: true);
    }

    private static void Play(Bench bench, ref Rng rng, HashSet<Type> kinds)
    {
        var (views, heard, elements) = (0u, new List<Message>(), new List<CryptoValue>());
        Change(bench, ref rng, ++views);
        for (var i = 0; i < 120; i++)
        {
            var next = rng.Below(100);
            if (next < 3)
            {
                Change(bench, ref rng, ++views);
            }
            else if (next < 6)
            {
                var member = Someone(bench, ref rng);
                bench.Feed(member, next == 3 && !bench[member].IsBlocked ? BlockRequested.Instance : RefreshRequested.Instance);
            }
            else if (next < 70 && bench.Table.Count > 0)
            {
                var parcel = bench.Table[rng.Below(bench.Table.Count)];
                heard.Add(bench.Open(parcel));
                elements.AddRange(MessageFields.Of(heard[^1]).Where(static f => f.Kind == FieldKind.Element).Select(static f => f.Value!));
                kinds.Add(bench.Deliver(parcel).GetType());
            }
            else if (heard.Count > 0)
            {
                kinds.Add(Lie(bench, ref rng, heard[rng.Below(heard.Count)], elements).GetType());
            }

            Agree(bench);
        }
    }

    /// <summary>Something that was said once, by somebody of the same view, with a header that fits and perhaps a field that does not.</summary>
    private static Outcome Lie(Bench bench, ref Rng rng, Message heard, List<CryptoValue> elements)
    {
        var to = Someone(bench, ref rng);
        var view = bench[to].View!;
        var from = view.Members[rng.Below(view.Members.Length)];
        var stamps = ((RunMember)bench[from]).Stamps;
        var late = (uint)rng.Below(3);
        var header = heard.Header with
        {
            View = view.Id,
            Sender = from,
            Run = (uint)(1 + rng.Below(3)),
            Stamp = new Stamp((stamps?.Sent ?? 0) + late, (stamps?.Clock ?? 0) + late),
        };
        var message = heard with { Header = header };
        var lies = Lies.Of(message, new LieMaterial(view, bench.Binding.Suite.Agreement, kind => bench.Binding.NewValue(kind, bench.Binding.EntropyFor(MemberId.Parse("x9"))), elements));
        message = lies.Count == 0 || rng.Below(3) == 0 ? message : lies[rng.Below(lies.Count)].Message;
        var before = bench[to];
        var outcome = bench.Tell(to.ToString(), message);
        if (outcome is not Moved)
        {
            bench[to].ShouldBeSameAs(before);
        }

        return outcome;
    }

    private static void Change(Bench bench, ref Rng rng, uint number)
    {
        var chosen = new List<string>();
        foreach (var name in Names)
        {
            if (rng.Below(4) > 0)
            {
                chosen.Add(name);
            }
        }

        bench.Install(number, chosen.Count < 2 ? ["m1", "m2"] : chosen);
    }

    private static MemberId Someone(Bench bench, ref Rng rng)
    {
        var present = bench.Members.Where(m => bench[m].View is not null).ToList();
        return present[rng.Below(present.Count)];
    }

    private static void Agree(Bench bench) => bench.Members.Select(m => bench[m].Current).OfType<EpochKey>().GroupBy(static k => k.Epoch)
        .All(static epoch => epoch.All(k => k.Key.Equals(epoch.First().Key))).ShouldBeTrue("members of one epoch use different keys");
}
