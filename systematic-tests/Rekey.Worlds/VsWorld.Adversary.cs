using Rekey.Core;
using Rekey.Explorer;
using Rekey.Observing;
using Rekey.Wire;
using Rekey.Worlds.Adversary;

namespace Rekey.Worlds;

/// <summary>What the active adversary may do, each power within its budget (spec/model/adversary.md).</summary>
public sealed partial class VsWorld
{
    /// <summary>How many alterations of a message have a number of their own; a message that has fewer has each under several numbers.</summary>
    private const int AlterationNumbers = 4096;

    // Inputs that the adversary played: the very objects, so that they are known again when they were deferred and are taken up much later.
    private readonly HashSet<PortEvent> played = new(ReferenceEqualityComparer.Instance);

    // Which messages moved which processes; kept only where messages can be withheld.
    private readonly HashSet<(int Process, Envelope Envelope)> moves = [];
    private readonly bool keepsMoves;
    private readonly bool notes;

    // Places in what was heard: of all honest messages, and of those that somebody signed.
    private readonly List<int> honest = [];
    private readonly List<int> signed = [];
    private readonly HashSet<(int Process, int Heard)> kept = [];
    private readonly OtherGroup otherGroup;
    private readonly int forgeries;

    /// <summary>Where a message that the adversary heard was sent; no view for what it played itself.</summary>
    /// <param name="Key">Of what it played itself: the process that left and whose key it used.</param>
    /// <param name="Readable">Of what it played itself: whether it knows all that is in it.</param>
    private readonly record struct Origin(GroupView? View, int Sender, int Index, int To, Process? Key = null, bool Readable = false);

    private void ForgetAttacks()
    {
        played.Clear();
        moves.Clear();
        honest.Clear();
        signed.Clear();
        kept.Clear();
        otherGroup.Reset();
        LastAttack = null;
    }

    /// <summary>An honest message was heard.</summary>
    private void Note(int index)
    {
        if (!notes)
        {
            return;
        }

        if (Scenario.Faults[Fault.Alter] > 0)
        {
            honest.Add(index);
        }

        if (Scenario.Faults[Fault.Transplant] > 0 && Binding.MessageOf(heard[index].Envelope).Type.Protection != Protection.GroupEncrypted)
        {
            signed.Add(index);
        }
    }

    private int CountAttacks(Fault fault, Process victim) => fault switch
    {
        Fault.Replay => CountReplayable(victim),
        Fault.Forge => victim.Installed is null ? 0 : (2 + CountOutside(victim)) * forgeries,
        Fault.Withhold => CountDue(victim),
        Fault.Alter => victim.Installed is null ? 0 : Math.Min(honest.Count, int.MaxValue / AlterationNumbers) * AlterationNumbers,
        Fault.Transplant => signed.Count,
        _ => 0,
    };

    private void Attack(Process victim, in Choice choice)
    {
        WasAttacked = true;
        switch ((Move)choice.Kind)
        {
            case Move.Replay:
                Replay(victim, NthReplayable(victim, choice.Option));
                break;
            case Move.Forge:
                Forge(victim, choice.Option);
                break;
            case Move.Withhold:
                Withhold(victim, choice.Option);
                break;
            case Move.Alter:
                Alter(victim, honest[choice.Option / AlterationNumbers], choice.Option % AlterationNumbers);
                break;
            default:
                Transplant(victim, signed[choice.Option]);
                break;
        }
    }

    private void Replay(Process victim, int index)
    {
        // An object of its own: the original may be waiting at the same process.
        var input = heard[index] with { };
        var late = origins[index].View == victim.Installed && kept.Remove((victim.Index, index));
        Play(victim, new Attack(AttackPower.Replay, input, IsLate: late));
    }

    private void Forge(Process victim, int option)
    {
        var claims = 2 + CountOutside(victim);
        var message = Forgeries(victim, option % claims)[option / claims];
        var key = KeyFor(message, victim);
        var envelope = Binding.Forge(message, (key ?? Outsider).Id, victim.Id);
        Hear(envelope, message, new Origin { Key = key, Readable = true });
        Play(victim, new Attack(AttackPower.Forge, heard[^1], Key: (key ?? Outsider).Id));
    }

    /// <summary>The next message of a sender is taken as if it were handed over, and goes nowhere.</summary>
    private void Withhold(Process victim, int option)
    {
        var view = victim.Installed!;
        var sender = NthDue(victim, option);
        var index = view.Withhold(victim.Place, sender);
        var input = view.Message(sender, index).Input;
        kept.Add((victim.Index, heard.FindIndex(r => ReferenceEquals(r, input))));
        LastAttack = new Attack(AttackPower.Withhold, input);
        log.Add(Observation.Attacked(victim, LastAttack));
        log.Add(Observation.Withheld(victim, view.View, sender, index));
    }

    private void Alter(Process victim, int index, int number)
    {
        var (view, original) = (victim.Installed!.View, heard[index]);
        var material = new Material(
            view.Id,
            [.. view.Members, Outsider.Id, .. Outside(victim).Select(static p => p.Id)],
            Known,
            kind => Binding.NewValue(kind, Outsider.Entropy));
        var (message, change) = new Alterations(Binding.MessageOf(original.Envelope), material).Take(number);
        if (message is GroupData data)
        {
            Hear(Spoiled(data), data, new Origin { Readable = true });
            Play(victim, new Attack(AttackPower.Alter, heard[^1], original, change));
            return;
        }

        var key = KeyFor(message, victim);
        var envelope = Binding.Forge(message, (key ?? Outsider).Id, RecipientOf(index, victim));
        Hear(envelope, message, new Origin { Key = key, Readable = message.Type.Protection == Protection.Signed });
        Play(victim, new Attack(AttackPower.Alter, heard[^1], original, change, (key ?? Outsider).Id));
    }

    private void Transplant(Process victim, int index)
    {
        var original = heard[index];
        var message = Binding.MessageOf(original.Envelope);
        Hear(otherGroup.Twin(message, RecipientOf(index, victim)), message, new Origin { Readable = message.Type.Protection == Protection.Signed });
        Play(victim, new Attack(AttackPower.Transplant, heard[^1], original));
    }

    /// <summary>What the adversary plays is heard and remembered like other traffic.</summary>
    private void Hear(Envelope envelope, Message message, Origin origin)
    {
        heard.Add(new Received(message.Header.Sender, envelope));
        origins.Add(origin);
    }

    private void Play(Process victim, Attack attack)
    {
        LastAttack = attack;
        log.Add(Observation.Attacked(victim, attack));
        played.Add(attack.Input);
        Feed(victim, attack.Input);
    }

    /// <summary>The process that left, if the adversary has its key and the message is in its name; null for the adversary's own key.</summary>
    private Process? KeyFor(Message message, Process victim) => Outside(victim).FirstOrDefault(p => p.Id == message.Header.Sender);

    /// <summary>To whom an honest message was sent; the process itself for a multicast.</summary>
    private MemberId RecipientOf(int index, Process victim) =>
        origins[index] is { View: { } view, To: >= 0 and var to } ? view.Processes[to].Id : victim.Id;

    /// <summary>Group data with another header, number or key identifier: they are authenticated with the payload, and the adversary does not have the key.</summary>
    private Envelope Spoiled(GroupData data)
    {
        var key = Binding.Suite.TrafficKey(Binding.Suite.NewKey(Outsider.Entropy), data.Header.Sender);
        return Binding.Envelopes.Encrypt(data.Header, data.Sequence, data.KeyId, key, Binding.Payload(Outsider.Id, Outsider.Payloads++));
    }

    /// <summary>Whether an input is the adversary's. A message that only comes late is not: it takes effect once, where it was sent to.</summary>
    private bool IsHostile(PortEvent input, Outcome outcome) =>
        played.Contains(input) && !(keepsMoves && outcome is Moved && ComesLate(acting, ((Received)input).Envelope));

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

    /// <summary>
    /// Whether the adversary may play a message to a process: any message, but one of the process's view that it is still to be handed. That would be
    /// a delivery, and deliveries are the group communication system's (VS-4). Nor one under the key of a member of the process's view.
    /// </summary>
    private bool IsReplayable(Process victim, int index)
    {
        var (view, sender, number, to, key, _) = origins[index];
        if (view is null)
        {
            return key is null || IsOutside(key, victim);
        }

        if (view != victim.Installed)
        {
            return true;
        }

        var place = victim.Place;
        return place == sender || (to >= 0 && to != place) || number < view.DeliveredUpTo(place, sender);
    }

    private int CountReplayable(Process victim)
    {
        var count = 0;
        for (var i = 0; i < heard.Count; i++)
        {
            count += IsReplayable(victim, i) ? 1 : 0;
        }

        return count;
    }

    private int NthReplayable(Process victim, int n)
    {
        for (var i = 0; ; i++)
        {
            if (IsReplayable(victim, i) && n-- == 0)
            {
                return i;
            }
        }
    }

    private static int CountDue(Process receiver)
    {
        var count = 0;
        for (var sender = NextDue(receiver, 0); sender >= 0; sender = NextDue(receiver, sender + 1))
        {
            count++;
        }

        return count;
    }

    private static int NthDue(Process receiver, int n)
    {
        var sender = NextDue(receiver, 0);
        while (n-- > 0)
        {
            sender = NextDue(receiver, sender + 1);
        }

        return sender;
    }

    /// <summary>The next sender, from a place on, whose next message can be handed to the receiver now; -1 where there is none.</summary>
    private static int NextDue(Process receiver, int from)
    {
        if (receiver.Installed is not { } view)
        {
            return -1;
        }

        var sender = view.NextSender(receiver.Place, from);
        while (sender >= 0 && !IsDue(receiver, view.Processes[sender]))
        {
            sender = view.NextSender(receiver.Place, sender + 1);
        }

        return sender;
    }

    /// <summary>
    /// Processes that left for good, and whose keys the adversary may therefore use against a process: not those that the process's view still
    /// has, for until the next view they count as members, and members are honest.
    /// </summary>
    private IEnumerable<Process> Outside(Process victim) => departed.Where(p => IsOutside(p, victim));

    private int CountOutside(Process victim)
    {
        var count = 0;
        foreach (var process in departed)
        {
            count += IsOutside(process, victim) ? 1 : 0;
        }

        return count;
    }

    private static bool IsOutside(Process process, Process victim) => victim.Installed is not { } view || !view.View.Contains(process.Id);

    /// <summary>
    /// The values of a kind that the adversary can read in what it heard, each once, in the order in which it heard them. What was sealed to a process
    /// that left is not among them: it was a member when it got that, and to hand it on is not what this adversary does, but a member's betrayal.
    /// </summary>
    private List<CryptoValue> Known(FieldKind kind)
    {
        var known = new List<CryptoValue>();
        for (var i = 0; i < heard.Count; i++)
        {
            var message = Binding.MessageOf(heard[i].Envelope);
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

    // Later than anything that an honest member sends, so that no forgery is turned away for its stamp alone.
    private static readonly Stamp LateStamp = new(1_000_000, 1_000_000);

    /// <summary>
    /// What the outsider may tell a member: in its own name (0), in the name of another member (1), or in that of a process that left; about the run
    /// that would fit.
    /// </summary>
    private IReadOnlyList<Message> Forgeries(Process victim, int claim)
    {
        var (view, state) = (victim.Installed!.View, victim.State);
        var leader = view.Leader == victim.Id ? view.Members[^1] : view.Leader;
        var run = state.Staged?.Epoch.Run ?? ((state.Current?.Epoch.Run ?? 0) + 1);
        var key = Binding.Suite.NewKey(Outsider.Entropy);
        return Scenario.Protocol.Forgeries(
            view,
            new Header(Scenario.Group, view.Id, run, claim switch { 0 => Outsider.Id, 1 => leader, _ => Outside(victim).ElementAt(claim - 2).Id })
            {
                Stamp = Scenario.Protocol.Messages.IsStamped ? LateStamp : null,
            },
            new ForgedSecret(new EpochKey(new Epoch(Scenario.Group, view.Id, run), key, Binding.Suite.KeyId(key)), Binding.NewValue(FieldKind.Element, Outsider.Entropy)));
    }
}
