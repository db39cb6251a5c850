using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.KeyAgreement.Runs;
using Rekey.Wire;
using Rekey.Wire.Cose;
using Rekey.Worlds.Adversary;

namespace Rekey.Conformance.KeyAgreement;

/// <summary>A genuine message that is about to be handed to a member.</summary>
/// <param name="Scene">How the run began.</param>
/// <param name="Stage">The members as they stand.</param>
/// <param name="Index">The message's number.</param>
/// <param name="To">The member.</param>
/// <param name="Message">The message.</param>
internal sealed record Moment(string Scene, Stage Stage, int Index, MemberId To, Message Message)
{
    /// <summary>Who sent it.</summary>
    public MemberId From => Message.Header.Sender;

    /// <summary>Its bytes.</summary>
    public byte[] Bytes => Stage.BytesOf(Index);
}

/// <summary>
/// Collects the cases of one key agreement. It knows nothing of any protocol: genuine messages are harvested from runs with seeded draws, and a situation is
/// told by the inputs that lead to it.
/// </summary>
internal sealed class AgreementCases
{
    private readonly List<VectorCase> cases = [];
    private readonly SortedDictionary<string, VectorSituation> situations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> numbers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> messages = new(StringComparer.Ordinal);
    private readonly string seed;

    /// <summary>No cases yet.</summary>
    public AgreementCases(ProtocolDefinition protocol)
    {
        Protocol = protocol;
        seed = $"{Prefix} vectors";
        Binding = new ConcreteBinding(Group, seed, Known);
        Forger = new Forger(Binding.Suite, Binding.Directory, Group);
        var first = new Stage(protocol, Group, Binding, M1, M2, M3).Install();
        var keyed = first.Fork().Settle();
        var refresh = keyed.Fork();
        refresh.Feed(M2, RefreshRequested.Instance);
        Moments = [.. Harvest("first", first), .. Harvest("refresh", refresh), .. Harvest("join", keyed.Fork().Next(M1, M2, M3, M4)), .. Harvest("leave", keyed.Fork().Next(M1, M3))];
    }

    /// <summary>The group of all cases.</summary>
    public static GroupId Group { get; } = new("g");

    /// <summary>Known to the authentication service, and in no view.</summary>
    public static MemberId Outsider { get; } = MemberId.Parse("x1");

    private static MemberId M1 { get; } = MemberId.Parse("m1");

    private static MemberId M2 { get; } = MemberId.Parse("m2");

    private static MemberId M3 { get; } = MemberId.Parse("m3");

    private static MemberId M4 { get; } = MemberId.Parse("m4");

    private static MemberId[] Known => [M1, M2, M3, M4, Outsider];

    /// <summary>The protocol.</summary>
    public ProtocolDefinition Protocol { get; }

    /// <summary>The cryptography.</summary>
    public ConcreteBinding Binding { get; }

    /// <summary>Writes any message under any member's keys.</summary>
    public Forger Forger { get; }

    /// <summary>Of every scene, the first and the last message of each type.</summary>
    public IReadOnlyList<Moment> Moments { get; }

    /// <summary>The first and the last message of each type in the first scene that has it; one where there is no other.</summary>
    public IEnumerable<(string Place, Moment Moment)> Ends => Moments.GroupBy(static m => m.Message.Type.Name)
        .SelectMany(static type => type.Where(m => m.Scene == type.First().Scene).Select(static (m, i) => (i == 0 ? "first" : "last", m)));

    /// <summary>What case ids begin with.</summary>
    public string Prefix => Protocol.Spec.Name.ToLowerInvariant();

    /// <summary>Steps a member with a message and writes down what it did.</summary>
    /// <param name="id">Stable name, after the protocol's.</param>
    /// <param name="rule">The rule that the case is about; null for the one by which the machine decided.</param>
    /// <param name="note">What is special about the message.</param>
    /// <param name="situation">A name for the state of the member.</param>
    /// <param name="stage">The members as they stand.</param>
    /// <param name="to">The member.</param>
    /// <param name="from">The sender that the transport names.</param>
    /// <param name="message">The bytes.</param>
    public void Add(string id, string? rule, string note, string situation, Stage stage, MemberId to, MemberId from, byte[] message)
    {
        var before = stage.Fork();
        var described = Describe(before, to);
        if (!situations.TryAdd(situation, described) && described.ToJson() != situations[situation].ToJson())
        {
            throw new SpecificationViolation($"{situation} names two situations; the second is in case {id}");
        }

        var outcome = before.Feed(to, new Received(from, new CoseEnvelope(new Bytes(message))));
        cases.Add(new VectorCase(
            $"{Prefix}-{id}", rule ?? outcome.Rule.Id, note, situation, from.ToString(), Convert.ToHexStringLower(message), Stage.Expect(outcome, Protocol.Spec.Table.States)));
    }

    /// <summary>The document.</summary>
    public VectorDocument Document() => new(
        VectorDocument.CurrentFormat, Protocol.Spec.Name, Binding.Suite.Number, Group.Name, seed, [.. Known.Select(Binding.MemberOf)], situations, cases) { Messages = messages };

    private IEnumerable<Moment> Harvest(string scene, Stage stage)
    {
        var all = new List<Moment>();
        while (stage.Upcoming is { } next)
        {
            all.Add(new Moment(scene, stage.Fork(), next.Index, next.To, stage.MessageOf(next.Index, next.To)));
            stage.Deliver(next.Index, next.To);
        }

        return all.GroupBy(static m => m.Message.Type.Name).SelectMany(static type => type.Count() == 1 ? (Moment[])[type.First()] : [type.First(), type.Last()]);
    }

    private VectorSituation Describe(Stage stage, MemberId member)
    {
        var state = (AgreementMember)stage[member];
        var view = state.View!;
        return new VectorSituation(
            member.ToString(), Protocol.Spec.Table.States[state.Control], view.Id.ToString(), [.. view.Members.Select(static m => m.ToString())],
            VectorKey.Of(state.Current), VectorKey.Of(state.Staged),
            state.Leads ? [.. view.Members.Where((_, i) => state.Acked.Contains(i)).Select(static m => m.ToString())] : null,
            Draws: stage.DrawsOf(member), History: [.. stage.InputsOf(member).Select(Tell)]);
    }

    private string Tell(PortEvent input) => input switch
    {
        ViewInstalled installed => $"view {installed.View.Id}: {string.Join(' ', installed.View.Members)}",
        BlockRequested => "block",
        RefreshRequested => "refresh",
        Received received => $"message {NumberOf((CoseEnvelope)received.Envelope)} from {received.From}",
        _ => throw new SpecificationViolation($"no vector form for {input}"),
    };

    private string NumberOf(CoseEnvelope envelope)
    {
        var bytes = envelope.Content.ToString();
        if (!numbers.TryGetValue(bytes, out var number))
        {
            number = FormattableString.Invariant($"{numbers.Count + 1:000}");
            numbers.Add(bytes, number);
            messages.Add(number, bytes);
        }

        return number;
    }
}
