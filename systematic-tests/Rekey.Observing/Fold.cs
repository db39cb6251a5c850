using System.Reflection;
using Rekey.Core;
using Rekey.Wire.Symbolic;

namespace Rekey.Observing;

/// <summary>
/// Somebody who watches a run through its observations alone, and remembers of them what its verdict needs. A property is a fold; so are the counts of what was
/// visited. It overrides what it wants to see, and answers null or what is wrong.
/// </summary>
/// <remarks>
/// What it remembers is in its fields, and in nothing else. A search that visits states of a run together with what a fold remembers hashes those fields
/// (spec/model/exploration.md, "By construction"): a field that only saves work is marked with <see cref="DerivedAttribute"/>.
/// </remarks>
public abstract class Fold
{
    private static readonly Dictionary<Type, uint> Known = [];

    [Derived]
    private uint? wants;

    /// <summary>Its name: of a property, that of the specification.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Whether the verdict at the end is about runs that came to rest. It is not asked of a run that was cut off: of such a run it would say nothing.
    /// </summary>
    public virtual bool NeedsRest => false;

    /// <summary>Whether runs of such a kind can show anything of it: what is about attacks says nothing where nobody attacks, and is not decided there.</summary>
    public virtual bool IsAbout(RunSetting setting) => true;

    /// <summary>The kinds of observations that it sees, as bits by number.</summary>
    public virtual uint Wants => wants ??= WantsOf(GetType());

    /// <summary>The run that is watched, as it was set up. Not to be asked before the first observation.</summary>
    protected RunSetting Setting => Run.Setting;

    /// <summary>The run that is watched.</summary>
    [field: Derived]
    protected IObservedRun Run { get; private set; } = null!;

    /// <summary>Forgets the last run.</summary>
    public abstract void Reset();

    /// <summary>Looks at what the last transition of a run brought. Null, or what is wrong.</summary>
    public virtual string? Look(IObservedRun run)
    {
        Run = run;
        if ((run.Kinds & Wants) == 0)
        {
            return null;
        }

        foreach (ref readonly var observation in run.Observations)
        {
            if ((Wants >> (int)observation.Kind & 1) != 0 && See(observation) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    /// <summary>Looks at a run as if it were at its end. Null, or what is wrong.</summary>
    /// <param name="run">The run.</param>
    /// <param name="quiescent">Whether nothing that must happen is left to happen; false where the run was cut off.</param>
    public string? End(IObservedRun run, bool quiescent)
    {
        Run = run;
        return OnEnd(quiescent);
    }

    /// <summary>Sees one observation, as they come in a run. Null, or what is wrong.</summary>
    public string? See(in Observation seen)
    {
        var process = seen.Process!;
        return seen.Kind switch
        {
            ObservationKind.Struck => OnStruck(seen.A, (byte)seen.B, seen.B >> 8),
            ObservationKind.Requested => OnRequested(process, (PortEvent)seen.What!),
            ObservationKind.Attacked => OnAttacked(process, (Attack)seen.What!),
            ObservationKind.Agreed => OnAgreed(seen.View!),
            ObservationKind.Blocked => OnBlocked(process),
            ObservationKind.Installed => OnInstalled(process, seen.View!, (IReadOnlyList<Subject>)seen.What!),
            ObservationKind.Sent => OnSent(process, seen.View!, seen.A, seen.B, (Received)seen.What!),
            ObservationKind.Delivered => OnDelivered(process, seen.View!, seen.A, seen.B),
            ObservationKind.Withheld => OnWithheld(process, seen.View!, seen.A, seen.B),
            ObservationKind.Gone => OnGone(process, left: seen.A == 1),
            ObservationKind.Stepped => OnStepped((Step)seen.What!),
            ObservationKind.Held => OnHeld(process, (EpochKey)seen.What!),
            ObservationKind.Committed => OnCommitted(process, ((Commitment)seen.What!).Key, ((Commitment)seen.What).State),
            ObservationKind.DataSent => OnDataSent(process, (SymbolicEnvelope)seen.What!),
            ObservationKind.DataDelivered => OnDataDelivered(process, (DeliverData)seen.What!),
            ObservationKind.Signalled => OnSignalled(process, seen.View),
            ObservationKind.Paused => OnPaused(process, (Mailbox)seen.What!),
            ObservationKind.Exposed => OnExposed(process, (Mailbox)seen.What!, left: seen.A == 1),
            ObservationKind.Accompanied => OnAccompanied(process, (IReadOnlyList<MemberId>)seen.What!),
            ObservationKind.Elsewhere => OnElsewhere((Observation)seen.What!),
            ObservationKind.Crossed => OnCrossed(process, (PortEvent)seen.What!),
            _ => null,
        };
    }

    /// <summary>A fault, a request or an attack, by its number, finds a process in a control state; after so many faults in a row that struck an unfinished rekey.</summary>
    protected virtual string? OnStruck(int fault, byte control, int depth) => null;

    /// <summary>An application asks for something.</summary>
    protected virtual string? OnRequested(Subject process, PortEvent input) => null;

    /// <summary>The adversary acts on a process.</summary>
    protected virtual string? OnAttacked(Subject victim, Attack attack) => null;

    /// <summary>A view is agreed.</summary>
    protected virtual string? OnAgreed(View view) => null;

    /// <summary>A process is blocked for the next view.</summary>
    protected virtual string? OnBlocked(Subject process) => null;

    /// <summary>A process installs a view; its members, by place.</summary>
    protected virtual string? OnInstalled(Subject process, View view, IReadOnlyList<Subject> members) => null;

    /// <summary>A process sends a message in a view: its number there, and the place of whom it is for, -1 for all others.</summary>
    protected virtual string? OnSent(Subject process, View view, int index, int to, Received message) => null;

    /// <summary>A process is handed a message of a view: the sender's place, and its number.</summary>
    protected virtual string? OnDelivered(Subject process, View view, int sender, int index) => null;

    /// <summary>The adversary takes a message of a view away from a process to whom it was due.</summary>
    protected virtual string? OnWithheld(Subject process, View view, int sender, int index) => null;

    /// <summary>A process crashes or leaves.</summary>
    protected virtual string? OnGone(Subject process, bool left) => null;

    /// <summary>A machine makes a step.</summary>
    protected virtual string? OnStepped(Step step) => null;

    /// <summary>A process takes hold of a key that it may not use yet.</summary>
    protected virtual string? OnHeld(Subject process, EpochKey key) => null;

    /// <summary>A process hands a key to its application; its state after that step.</summary>
    protected virtual string? OnCommitted(Subject process, EpochKey key, MemberState state) => null;

    /// <summary>A process sends group data.</summary>
    protected virtual string? OnDataSent(Subject process, SymbolicEnvelope data) => null;

    /// <summary>A process hands group data to its application.</summary>
    protected virtual string? OnDataDelivered(Subject process, DeliverData data) => null;

    /// <summary>A process has done what it can for now; its machine's state, with what still waits.</summary>
    protected virtual string? OnPaused(Subject process, Mailbox box) => null;

    /// <summary>A process gets the transitional signal of its view.</summary>
    protected virtual string? OnSignalled(Subject process, View? view) => null;

    /// <summary>The adversary is shown all that is in a process: its machine's state, with what it deferred; whether it has left.</summary>
    protected virtual string? OnExposed(Subject process, Mailbox box, bool left) => null;

    /// <summary>A process is told who comes together with it into the view that it installs next.</summary>
    protected virtual string? OnAccompanied(Subject process, IReadOnlyList<MemberId> together) => null;

    /// <summary>Something is observed of another group. Whom it names is a process by its name; its place in that group's run says nothing in this one.</summary>
    protected virtual string? OnElsewhere(in Observation seen) => null;

    /// <summary>A client asks a daemon for something, or the daemon tells it something: an event of the port between them; below daemons, of any port of theirs.</summary>
    protected virtual string? OnCrossed(Subject daemon, PortEvent crossing) => null;

    /// <summary>The run is looked at as if it were at its end.</summary>
    /// <param name="quiescent">Whether nothing that must happen is left to happen.</param>
    protected virtual string? OnEnd(bool quiescent) => null;

    private static uint WantsOf(Type type)
    {
        lock (Known)
        {
            if (!Known.TryGetValue(type, out var wants))
            {
                foreach (var kind in Enum.GetValues<ObservationKind>())
                {
                    var method = type.GetMethod($"On{kind}", BindingFlags.Instance | BindingFlags.NonPublic)!;
                    wants |= method.DeclaringType == typeof(Fold) ? 0 : 1u << (int)kind;
                }

                Known.Add(type, wants);
            }

            return wants;
        }
    }
}

/// <summary>Marks what a fold keeps only to save work: it follows from the rest, so that no verdict depends on it.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class DerivedAttribute : Attribute;
