using System.Collections.Concurrent;
using Rekey.Conformance.Drills;
using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.Runs;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Worlds;
using Rekey.Worlds.Benches;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Protocols.KeyAgreement;

/// <summary>What tests of all key agreements have in common: which there are, benches of their members, and what a test may say on one.</summary>
internal static class Agreements
{
    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<DrillResult>>> Drilled = [];

    /// <summary>The key agreements of the registry, by name. A new one is tested without a line here.</summary>
    public static TheoryData<string> Names => [.. DrillFiles.KeyAgreements.Select(static p => p.Spec.Name)];

    /// <summary>Members of a protocol over terms.</summary>
    public static Bench New(string protocol) => new(ProtocolRegistry.Find(protocol), new SymbolicBinding(Anywhere.Group));

    /// <summary>The drills of a protocol over terms, made once.</summary>
    public static IReadOnlyList<DrillResult> Drills(string protocol) =>
        Drilled.GetOrAdd(protocol, static p => new Lazy<IReadOnlyList<DrillResult>>(() => Drill.Run(ProtocolRegistry.Find(p)))).Value;

    public static MemberId Id(string name) => MemberId.Parse(name);

    public static AgreementMember State(this Bench bench, string name) => (AgreementMember)bench[name];

    public static RunState Control(this Bench bench, string name) => bench.State(name).State;

    /// <summary>Some members install a view and key it.</summary>
    public static Bench Keyed(this Bench bench, uint counter, params string[] names)
    {
        bench.Install(counter, names).Settle();
        bench.ShouldBeKeyed(names);
        return bench;
    }

    /// <summary>These have committed one key and nothing is left over.</summary>
    public static void ShouldBeKeyed(this Bench bench, params string[] names)
    {
        foreach (var member in names.Select(bench.State))
        {
            member.State.ShouldBe(RunState.Keyed, member.Self.ToString());
            member.Current.ShouldBe(bench.State(names[0]).Current);
            (member.Staged, member.Open).ShouldBe((null, null));
            bench.DeferredAt(member.Self).ShouldBe(0);
        }
    }

    /// <summary>The header of a member's next message.</summary>
    public static Header Head(this Bench bench, string sender, uint run = 1)
    {
        var state = bench.State(sender);
        return new Header(Anywhere.Group, state.View!.Id, run, state.Self) { Stamp = state.Stamps!.Next().Stamp };
    }

    /// <summary>A message as its sender would send it to somebody.</summary>
    public static Outcome Tell(this Bench bench, string to, Message message) => bench.Feed(Id(to), new Received(message.Header.Sender, message.Type.Protection == Protection.Sealed
        ? bench.Binding.Envelopes.Seal(message, Id(to), bench.Binding.EntropyFor(message.Header.Sender))
        : bench.Binding.Envelopes.Sign(message)));

    /// <summary>Offers a message that must be turned away, and change nothing.</summary>
    public static Rejected Reject(this Bench bench, string to, Message message, RejectionKind kind, RuleId rule)
    {
        var before = bench[to];
        var rejected = bench.Tell(to, message).ShouldBeOfType<Rejected>();
        (rejected.Reason.Kind, rejected.Rule).ShouldBe((kind, rule), rejected.Reason.ToString());
        rejected.Reason.Field.Length.ShouldBeGreaterThan(0);
        bench[to].ShouldBeSameAs(before);
        return rejected;
    }

    /// <summary>The messages of a type on the table, each once for each receiver.</summary>
    public static IEnumerable<(string To, T Message)> Sent<T>(this Bench bench)
        where T : Message => bench.Table.Select(p => (p.To.ToString(), Message: bench.Open(p) as T)).Where(static m => m.Message is not null).Select(static m => (m.Item1, m.Message!));

    /// <summary>Hands over the first message to somebody that meets a condition.</summary>
    public static Outcome Deliver(this Bench bench, string to, Predicate<Message> wanted)
    {
        var parcel = bench.Table.Find(p => p.To == Id(to) && wanted(bench.Open(p)));
        parcel.ShouldNotBeNull($"there is no such message to {to}");
        return bench.Deliver(parcel);
    }

    /// <summary>Whether a message is of a type that the protocol alone has.</summary>
    public static bool IsOwn(this Message message) =>
        message is not (BaseReport or LineupAnnouncement or Ack or ProtoDone or RefreshRequest or GroupData);
}
