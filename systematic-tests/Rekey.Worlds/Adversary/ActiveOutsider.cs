using Rekey.Core;
using Rekey.Observing;
using Rekey.Wire;

namespace Rekey.Worlds.Adversary;

/// <summary>Where a message that the adversary heard was sent; no view for what it played itself.</summary>
/// <param name="View">In which view.</param>
/// <param name="Sender">By which place of the view.</param>
/// <param name="Index">Its number among those that the sender sent in the view.</param>
/// <param name="To">To which place; -1 for all others.</param>
/// <param name="Key">Of what it played itself: the process that left and whose key it used.</param>
/// <param name="Readable">Of what it played itself: whether it knows all that is in it.</param>
public readonly record struct Origin(GroupView? View, int Sender, int Index, int To, Process? Key = null, bool Readable = false);

/// <summary>
/// The active adversary of a run: what it heard, whose keys it has, and what it did (spec/model/adversary.md). What it can do with that is said by its
/// powers, each in a file of its own (<see cref="Power"/>).
/// </summary>
public sealed class ActiveOutsider
{
    private readonly VsWorld world;
    private readonly List<Received> heard = [];
    private readonly List<Origin> origins = [];
    private readonly List<int> honest = [];
    private readonly List<int> signed = [];
    private readonly List<Received> elsewhere = [];
    private readonly bool acts;

    // Inputs that it played: the very objects, so that they are known again when they were deferred and are taken up much later.
    private readonly HashSet<PortEvent> played = new(ReferenceEqualityComparer.Instance);

    private readonly HashSet<(int Process, Envelope Envelope)> moves = [];
    private readonly bool keepsMoves;

    /// <summary>The adversary of a world.</summary>
    public ActiveOutsider(VsWorld world)
    {
        this.world = world;
        acts = world.Setting.IsAttacked;
        keepsMoves = world.Scenario.Faults.Of<Powers.Withhold>() > 0;
        OtherGroup = new OtherGroup(world.Binding);
    }

    /// <summary>All messages, its own too, in order.</summary>
    public IReadOnlyList<Received> Heard => heard;

    /// <summary>Where each of them was sent.</summary>
    public IReadOnlyList<Origin> Origins => origins;

    /// <summary>Places in what was heard of all honest messages. Kept only where it has a power.</summary>
    public IReadOnlyList<int> Honest => honest;

    /// <summary>Places in what was heard of all honest messages that somebody signed. Kept only where it has a power.</summary>
    public IReadOnlyList<int> Signed => signed;

    /// <summary>All honest messages that somebody signed in other groups, where the processes are in several. Kept only where it has a power.</summary>
    public IReadOnlyList<Received> Elsewhere => elsewhere;

    /// <summary>What it kept from whom: process, and place in what was heard.</summary>
    public HashSet<(int Process, int Heard)> Kept { get; } = [];

    /// <summary>Which messages moved which processes. Kept only where messages can be withheld.</summary>
    public IReadOnlySet<(int Process, Envelope Envelope)> Moves => moves;

    /// <summary>The other group with the same members.</summary>
    public OtherGroup OtherGroup { get; }

    /// <summary>Whether it used a power in this run.</summary>
    public bool HasActed { get; private set; }

    /// <summary>What it did in the last transition; null where it did nothing.</summary>
    public Attack? Last { get; internal set; }

    /// <summary>Begins a run.</summary>
    public void Reset()
    {
        heard.Clear();
        origins.Clear();
        honest.Clear();
        signed.Clear();
        elsewhere.Clear();
        played.Clear();
        moves.Clear();
        Kept.Clear();
        OtherGroup.Reset();
        (HasActed, Last) = (false, null);
    }

    /// <summary>A message is heard: everything that is sent is.</summary>
    public void Hear(Received message, in Origin origin)
    {
        heard.Add(message);
        origins.Add(origin);
        if (acts && origin.View is not null)
        {
            honest.Add(heard.Count - 1);
            if (world.Binding.MessageOf(message.Envelope).Type.Protection != Protection.GroupEncrypted)
            {
                signed.Add(heard.Count - 1);
            }
        }
    }

    /// <summary>A message of another group is heard.</summary>
    public void HearElsewhere(Received message)
    {
        if (acts && world.Binding.MessageOf(message.Envelope).Type.Protection != Protection.GroupEncrypted)
        {
            elsewhere.Add(message);
        }
    }

    /// <summary>The place of a message in what was heard.</summary>
    public int PlaceOf(Received message) => heard.FindIndex(r => ReferenceEquals(r, message));

    /// <summary>It acts on a process.</summary>
    public void Act(Process victim, Attack attack)
    {
        (HasActed, Last) = (true, attack);
        world.Note(Observation.Attacked(victim, attack));
    }

    /// <summary>It acts on a process by feeding an input to its machine.</summary>
    public void Play(Process victim, Attack attack)
    {
        Act(victim, attack);
        played.Add(attack.Input);
        world.Feed(victim, attack.Input);
    }

    /// <summary>It plays a message that it made, which is heard and remembered like other traffic.</summary>
    public void Play(Process victim, Envelope envelope, Message message, in Origin origin, Func<Received, Attack> attack)
    {
        Hear(new Received(message.Header.Sender, envelope), origin);
        Play(victim, attack(heard[^1]));
    }

    /// <summary>Whether an input, this very object, was played by the adversary.</summary>
    public bool Played(PortEvent input) => played.Contains(input);

    /// <summary>An input moved a process.</summary>
    public void NoteMove(Process process, PortEvent input)
    {
        if (keepsMoves && input is Received received)
        {
            moves.Add((process.Index, received.Envelope));
        }
    }

    /// <summary>Whether an input is the adversary's. A message that only comes late is not: it takes effect once, where it was sent to.</summary>
    public bool IsHostile(Process process, PortEvent input, Outcome outcome) =>
        played.Count > 0 && played.Contains(input) && !(keepsMoves && outcome is Moved && ComesLate(process, ((Received)input).Envelope));

    /// <summary>Processes that left for good, and whose keys the adversary may use against a process.</summary>
    public IEnumerable<Process> Outside(Process victim) => world.Departed.Where(p => IsOutside(p, victim));

    /// <summary>How many there are.</summary>
    public int CountOutside(Process victim)
    {
        var count = 0;
        foreach (var process in world.Departed)
        {
            count += IsOutside(process, victim) ? 1 : 0;
        }

        return count;
    }

    /// <summary>
    /// Whether the keys of a process that left may be used against a process: not while the process's view still has the one that left, for until the next
    /// view it counts as a member, and members are honest.
    /// </summary>
    public static bool IsOutside(Process process, Process victim) => victim.Installed is not { } view || !view.View.Contains(process.Id);

    /// <summary>The process that left, if the adversary has its key and the message is in its name; null for the adversary's own key.</summary>
    public Process? KeyFor(Message message, Process victim) => Outside(victim).FirstOrDefault(p => p.Id == message.Header.Sender);

    /// <summary>To whom an honest message was sent; the process itself for a multicast.</summary>
    public MemberId RecipientOf(int index, Process victim) =>
        origins[index] is { View: { } view, To: >= 0 and var to } ? view.Processes[to].Id : victim.Id;

    /// <summary>
    /// The values of a kind that the adversary can read in what it heard, each once, in the order in which it heard them. What was sealed to a process
    /// that left is not among them: it was a member when it got that, and to hand it on is not what this adversary does, but a member's betrayal.
    /// </summary>
    public IReadOnlyList<CryptoValue> Known(FieldKind kind)
    {
        var known = new List<CryptoValue>();
        for (var i = 0; i < heard.Count; i++)
        {
            var message = world.Binding.MessageOf(heard[i].Envelope);
            if (!(origins[i].View is null ? origins[i].Readable : message.Type.Protection != Protection.Sealed))
            {
                continue;
            }

            foreach (var field in MessageFields.Of(message))
            {
                if (field.Kind == kind && !known.Contains(field.Value!))
                {
                    known.Add(field.Value!);
                }
            }
        }

        return known;
    }

    /// <summary>
    /// In a view in which something was kept from a process, a message of that view and for that process that has not moved it yet comes late: to
    /// keep it and give it back would have come to the same.
    /// </summary>
    private bool ComesLate(Process process, Envelope envelope)
    {
        var origin = origins[heard.FindIndex(r => ReferenceEquals(r.Envelope, envelope))];
        return origin.View is { } view && view == process.Installed && view.IsWithheldFrom(process.Place)
            && origin.Sender != process.Place && (origin.To < 0 || origin.To == process.Place) && !moves.Contains((process.Index, envelope));
    }
}
