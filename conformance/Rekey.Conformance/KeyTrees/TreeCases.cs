using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.KeyTrees.Plans;
using Rekey.KeyTrees.Runs;
using Rekey.KeyTrees.Trees;
using Rekey.Wire;
using Rekey.Wire.Cose;
using Rekey.Worlds;

namespace Rekey.Conformance.KeyTrees;

/// <summary>Collects the cases of one key-tree protocol: stages to begin with, and a message that one of the members gets.</summary>
internal sealed class TreeCases
{
    private readonly List<VectorCase> cases = [];
    private readonly SortedDictionary<string, VectorSituation> situations = new(StringComparer.Ordinal);
    private readonly ConcreteBinding binding;
    private readonly string seed;

    /// <summary>No cases yet.</summary>
    public TreeCases(KeyTreeProtocol protocol)
    {
        Protocol = protocol;
        seed = $"{Prefix} vectors";
        binding = new ConcreteBinding(Group, seed, Known);
        Forger = new Forger(binding.Suite, binding.Directory, Group);
        Installed = new Stage(protocol.Definition, Group, binding, M1, M2, M3, M4).Install();
        Gathered = Installed.Fork().Settle(static (m, to) => m is not Report);
        Told = Gathered.Fork().Settle(static (m, to) => m is not TreeAnnouncement);
        Keyed = Told.Fork().Settle();
        Joined = Keyed.Fork().Next(M1, M2, M3, M4, M5).Settle(static (m, to) => m is not Report);
    }

    /// <summary>The group of all cases.</summary>
    public static GroupId Group { get; } = new("g");

    /// <summary>First member, leader, and server where there is one.</summary>
    public static MemberId M1 { get; } = MemberId.Parse("m1");

    /// <summary>Second member.</summary>
    public static MemberId M2 { get; } = MemberId.Parse("m2");

    /// <summary>Third member.</summary>
    public static MemberId M3 { get; } = MemberId.Parse("m3");

    /// <summary>Fourth member; most cases are about it.</summary>
    public static MemberId M4 { get; } = MemberId.Parse("m4");

    /// <summary>Joins in view 2.</summary>
    public static MemberId M5 { get; } = MemberId.Parse("m5");

    /// <summary>Known to the authentication service, and in no view.</summary>
    public static MemberId Outsider { get; } = MemberId.Parse("x1");

    /// <summary>Joins in view 2 and leads it.</summary>
    public static MemberId Early { get; } = MemberId.Parse("a1");

    private static MemberId[] Known => [Early, M1, M2, M3, M4, M5, Outsider];

    /// <summary>The protocol.</summary>
    public KeyTreeProtocol Protocol { get; }

    /// <summary>What case ids begin with.</summary>
    public string Prefix => Protocol.Spec.Name.ToLowerInvariant();

    /// <summary>Writes any message under any member's keys.</summary>
    public Forger Forger { get; }

    /// <summary>View 1 of m1 to m4, and nothing delivered.</summary>
    public Stage Installed { get; }

    /// <summary>The leader has all reports and has announced the tree.</summary>
    public Stage Gathered { get; }

    /// <summary>All have the tree, and nobody has a message of the plan.</summary>
    public Stage Told { get; }

    /// <summary>View 1 is keyed.</summary>
    public Stage Keyed { get; }

    /// <summary>View 2, with m5; the leader has announced the tree.</summary>
    public Stage Joined { get; }

    /// <summary>The plan of the run that is open at the leader of a stage.</summary>
    public static Plan PlanOf(Stage stage) => ((TreeMember)stage[stage.View.Leader]).Open!.Plan;

    /// <summary>The first run of a stage's view.</summary>
    public static Epoch FirstRun(Stage stage) => new(Group, stage.View.Id, 1);

    /// <summary>The bytes of a message that one member can receive.</summary>
    public static byte[] Bytes(Stage stage, MemberId to, Predicate<Message> wanted) => stage.BytesOf(stage.Find(to, wanted));

    /// <summary>A message that one member can receive.</summary>
    public static T Sent<T>(Stage stage, MemberId to, Predicate<T>? wanted = null)
        where T : Message => (T)stage.MessageOf(stage.Find(to, m => m is T t && wanted?.Invoke(t) != false), to);

    /// <summary>Bytes of a key or ciphertext.</summary>
    public static byte[] Raw(CryptoValue value) => ((Bytes)value).Span.ToArray();

    /// <summary>Steps a member with a message and writes down what it did. The rule that the case is about is the author's; the outcome is not.</summary>
    public void Add(string id, string rule, string note, string situation, Stage stage, MemberId member, MemberId from, byte[] message)
    {
        var before = stage.Fork();
        var states = Protocol.Spec.Table.States;
        var described = Describe(before, member, states);
        if (!situations.TryAdd(situation, described) && described.ToJson() != situations[situation].ToJson())
        {
            throw new SpecificationViolation($"{situation} names two situations; the second is in case {id}");
        }

        var outcome = before.Feed(member, new Received(from, new CoseEnvelope(new Bytes(message))));
        cases.Add(new VectorCase($"{Prefix}-{id}", rule, note, situation, from.ToString(), Convert.ToHexStringLower(message), Stage.Expect(outcome, states)));
    }

    /// <summary>The document.</summary>
    public VectorDocument Document() => new(
        VectorDocument.CurrentFormat, Protocol.Spec.Name, binding.Suite.Number, Group.Name, seed, [.. Known.Select(binding.MemberOf)], situations, cases);

    private static VectorSituation Describe(Stage stage, MemberId member, IReadOnlyList<string> states)
    {
        var state = (TreeMember)stage[member];
        var view = state.View!;
        return new VectorSituation(
            member.ToString(), states[state.Control], view.Id.ToString(), [.. view.Members.Select(static m => m.ToString())],
            VectorKey.Of(state.Current), VectorKey.Of(state.Staged),
            state.Leads ? [.. view.Members.Where((_, i) => state.Acked.Contains(i)).Select(static m => m.ToString())] : null,
            state.Ring is { } ring ? new VectorRing(TreeText.Of(ring.Tree), Sorted(ring.Keys.Select(static k => (k.Key.ToString(), k.Value.ToString()!)))) : null,
            state.Open is { } open ? Describe(open) : null,
            state.Leads ? Sorted(view.Members.Where((_, i) => state.Reports[i] is not null).Select(m => (m.ToString(), TreeText.Of(((ToldPath)state.Reports[view.IndexOf(m)]!).Path)))) : null,
            stage.DrawsOf(member));
    }

    private static VectorRun Describe(TreeRun open) => new(
        open.Epoch.Run, TreeText.Of(open.Plan.Tree),
        Sorted(open.Keys.Select(static (k, i) => ($"#{i}", k?.ToString())).Where(static k => k.Item2 is not null).Select(static k => (k.Item1, k.Item2!))),
        [.. Enumerable.Range(0, open.Plan.Transmissions.Length).Where(open.Seen.Contains)],
        open.Collected.IsEmpty ? null : Sorted(open.Collected.Select(static c => ($"#{c.Wrap.Key} under {c.Wrap.Under}", c.Ciphertext.ToString()!))));

    private static SortedDictionary<string, string> Sorted(IEnumerable<(string, string)> entries) =>
        new(entries.ToDictionary(static e => e.Item1, static e => e.Item2), StringComparer.Ordinal);
}
