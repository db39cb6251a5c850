using System.Runtime.InteropServices;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.Wire;
using Rekey.Wire.Symbolic;

namespace Rekey.Observing;

/// <summary>
/// What one transition brings, in order. It also says of each step what it means for keys and for group data, so that nobody who watches has to work that out
/// again. What counts is what crosses the ports, and not what a state says (spec/properties.md, "Words").
/// </summary>
/// <param name="suite">The cryptography that the members use; null where nobody has keys.</param>
public sealed class ObservationLog(ICipherSuite? suite)
{
    private readonly List<Observation> all = [];

    /// <summary>The observations.</summary>
    public ReadOnlySpan<Observation> All => CollectionsMarshal.AsSpan(all);

    /// <summary>Their kinds, as bits by number.</summary>
    public uint Kinds { get; private set; }

    /// <summary>The next transition begins.</summary>
    public void Clear()
    {
        all.Clear();
        Kinds = 0;
    }

    /// <summary>Adds an observation.</summary>
    public void Add(in Observation observation)
    {
        all.Add(observation);
        Kinds |= 1u << (int)observation.Kind;
    }

    /// <summary>Adds a step of a machine, and what follows from it.</summary>
    public void Add(Step step)
    {
        Add(new Observation { Kind = ObservationKind.Stepped, Process = step.Process, What = step });
        if (suite is null || step.Outcome is not Moved moved)
        {
            return;
        }

        if (moved.Member.Staged is { } held && held != step.Before.Staged)
        {
            Add(new Observation { Kind = ObservationKind.Held, Process = step.Process, What = held });
        }

        foreach (var effect in moved.Effects)
        {
            switch (effect)
            {
                case KeyCommitted told:
                    Add(new Observation { Kind = ObservationKind.Committed, Process = step.Process, What = new Commitment(KeyOf(told, moved.Member), moved.Member) });
                    break;
                case DeliverData data:
                    Add(new Observation { Kind = ObservationKind.DataDelivered, Process = step.Process, What = data });
                    break;
                case Unicast or Multicast when DataOf(effect) is { } data:
                    Add(new Observation { Kind = ObservationKind.DataSent, Process = step.Process, What = data });
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The group data that an effect sends; null where it sends none.</summary>
    private static SymbolicEnvelope? DataOf(PortEvent effect) =>
        (effect is Multicast multicast ? multicast.Envelope : ((Unicast)effect).Envelope) as SymbolicEnvelope is { Protection: Protection.GroupEncrypted } envelope ? envelope : null;

    /// <summary>What the application was told, with the key's identifier; the very object of the state where they say the same.</summary>
    private EpochKey KeyOf(KeyCommitted told, MemberState after) =>
        after.Current is { } current && ReferenceEquals(current.Key, told.Key) && current.Epoch == told.Epoch
            ? current
            : new EpochKey(told.Epoch, told.Key, suite!.KeyId(told.Key));
}

/// <summary>A key that an application was told of.</summary>
/// <param name="Key">The key.</param>
/// <param name="State">The state of the member after that step.</param>
public sealed record Commitment(EpochKey Key, MemberState State);
