using Rekey.Core;
using Rekey.Observing;
using Rekey.Worlds.Traces;

namespace Rekey.Worlds.Evs;

/// <summary>What stands above the clients' layers in a world below extended virtual synchrony: the applications, and what they and their keys have of the run.</summary>
internal abstract class EvsUpper
{
    /// <summary>The layers of each client.</summary>
    public abstract ILayer Layer { get; }

    /// <summary>What stays the same while a run is observed.</summary>
    public abstract RunSetting Setting { get; }

    /// <summary>Whether the processes are daemons, all of a component always connected, and not clients in one group.</summary>
    public virtual bool IsRing => false;

    /// <summary>What stands above the layers of clients that have sessions with these daemons; null where such clients are no processes of their own.</summary>
    public virtual EvsUpper? Clients => null;

    /// <summary>The view of the group that a daemon has a client in; null where it is in none.</summary>
    public virtual View? ViewOf(EvsProcess daemon, MemberId client) => null;

    /// <summary>What a process is told first.
    /// <param name="p">The process.</param>
    /// <param name="beginning">In which of the ways it begins.</param>
    public abstract IEnumerable<PortEvent> Begin(EvsProcess p, int beginning);

    /// <summary>What an application says to leave.</summary>
    public abstract PortEvent Leave { get; }

    /// <summary>Whether applications are asked to be silent, and answer; where they are not, the layers answer for them.</summary>
    public abstract bool AnswersFlush { get; }

    /// <summary>Where what is seen of the run goes.</summary>
    public abstract ObservationLog Log { get; }

    /// <summary>In how many ways a process begins.</summary>
    public virtual int Beginnings => 1;

    /// <summary>A run begins.</summary>
    public virtual void Reset()
    {
    }

    /// <summary>A process's randomness.</summary>
    public abstract IEntropy EntropyFor(MemberId member);

    /// <summary>In how many ways an application can ask for something by a fault of the budget now.</summary>
    public abstract int WishesOf(EvsProcess p, Fault fault);

    /// <summary>What it asks for.</summary>
    public abstract PortEvent Wish(EvsProcess p, Fault fault, int option);

    /// <summary>Shows a step of a layer, if it is one that properties are about.</summary>
    public abstract Step? StepOf(EvsProcess p, LayerStep leaf);

    /// <summary>The mailbox of the layer that properties are about.</summary>
    public abstract Mailbox BoxOf(EvsProcess p);

    /// <summary>Whether a process has the key of its view; true where there are no keys.</summary>
    public virtual bool HasKey(EvsProcess p) => true;

    /// <summary>The membership in which a process rests, once its layers have taken a step.</summary>
    public virtual View? RestsIn(EvsProcess p) => p.View;

    /// <summary>The membership in which all layers of a process are settled; another than the newest one, or null, where they are not.</summary>
    public virtual View? SettledIn(EvsProcess p) => p.View;

    /// <summary>Whether what a layer asks for leaves the layers of its process, and is not for another one of them.</summary>
    public virtual bool Leaves(LayerStep leaf, PortEvent effect) => true;

    /// <summary>What a process asks of its layers, or they tell it, that is shown in no other way.</summary>
    public virtual void Show(EvsProcess p, PortEvent crossing)
    {
    }

    /// <summary>Those that stand in the run beside the processes.</summary>
    public virtual IEnumerable<Standing> Others => [];

    /// <summary>A step of a layer, told to people.</summary>
    public abstract TraceRecord Tell(EvsProcess p, LayerStep leaf);

    /// <summary>A message, told to people.</summary>
    public abstract string Describe(Envelope envelope);
}
