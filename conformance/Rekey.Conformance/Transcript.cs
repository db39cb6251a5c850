using System.Text;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Wire;
using Rekey.Wire.Cose;
using Rekey.Worlds;
using Rekey.Worlds.Traces;

namespace Rekey.Conformance;

/// <summary>
/// A whole run over bytes, driven by a script and written down step by step: the same world as in exploration, with real cryptography and
/// no chance. Format: conformance/formats/transcripts.md.
/// </summary>
public sealed class Transcript
{
    private readonly StringBuilder text = new();
    private readonly List<Offer> offers = [];
    private readonly VsWorld world;
    private readonly bool brief;
    private int number;

    /// <summary>Begins a transcript.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="members">How many members form the first view.</param>
    /// <param name="faults">What the script will ask for.</param>
    /// <param name="seed">The seed of all keys and draws.</param>
    /// <param name="brief">Whether only what is sent and committed is written, without its bytes: for runs that would fill a book.</param>
    public Transcript(ProtocolDefinition protocol, int members, string faults, string seed, bool brief = false)
    {
        this.brief = brief;
        var scenario = new Scenario(protocol, members, FaultBudget.Parse(faults));
        var binding = new ConcreteBinding(scenario, seed);
        world = new VsWorld(scenario, binding);
        world.Reset();
        text.Append($"protocol {protocol.Spec.Name}, suite {binding.Suite.Number}, group {binding.Group}, {members} member{(members == 1 ? "" : "s")}, seed \"{seed}\"\n");
    }

    /// <summary>The world as it stands.</summary>
    public VsWorld World => world;

    /// <summary>Begins a part of the run.</summary>
    public Transcript Part(string title)
    {
        text.Append($"\n== {title}\n");
        return this;
    }

    /// <summary>Makes a transition.</summary>
    public Transcript Do(Move move, MemberId? process = null, int option = 0)
    {
        var index = process is { } name ? (short)world.Processes.First(p => p.Id == name).Index : (short)0;
        Apply(new Choice((byte)move, index, 0, option));
        return this;
    }

    /// <summary>Lets happen what must happen, always the first thing offered, until nothing is left or a condition holds.</summary>
    public Transcript Settle(Func<VsWorld, bool>? until = null)
    {
        while (until?.Invoke(world) != true)
        {
            offers.Clear();
            world.Offers(offers);
            var next = offers.FindIndex(o => !o.Optional);
            if (next < 0)
            {
                break;
            }

            Apply(offers[next].With(0));
        }

        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    private void Apply(in Choice choice)
    {
        world.Apply(choice);
        var step = Narrator.Tell(world, choice, ++number);
        if (brief)
        {
            WriteBriefly(Move.Of(choice.Kind), step);
            return;
        }

        text.Append($"{number,4} {step.Text}\n");
        for (var i = 0; i < step.Records.Count; i++)
        {
            var record = step.Records[i];
            text.Append($"     {record.Process}: {record.From} -> {record.To}  {record.Outcome} {record.Trigger} {record.Rule}\n");
            WriteEffects(world.Steps[i].Outcome, record);
        }
    }

    private void WriteBriefly(Move move, TraceStep step)
    {
        if (move is Fault || move == Move.Agree)
        {
            text.Append($"{number,4} {step.Text}\n");
        }

        foreach (var record in step.Records)
        {
            foreach (var effect in record.Effects)
            {
                text.Append($"{number,4} {record.Process}: {effect} ({record.Rule})\n");
            }
        }
    }

    private void WriteEffects(Outcome outcome, TraceRecord record)
    {
        for (var j = 0; j < record.Effects.Count; j++)
        {
            text.Append($"       {record.Effects[j]}\n");
            var envelope = ((Moved)outcome).Effects[j] switch
            {
                Unicast unicast => unicast.Envelope,
                Multicast multicast => multicast.Envelope,
                _ => null,
            };
            if (envelope is CoseEnvelope cose)
            {
                text.Append($"         {cose.Content}\n");
            }
        }
    }
}
