using Rekey.Explorer;
using Rekey.Worlds.Environments;

namespace Rekey.Worlds;

/// <summary>What a fault is, in the widest sense: whatever a budget allows.</summary>
public enum FaultKind
{
    /// <summary>A membership fault: it takes the agreed view away from components.</summary>
    Membership,

    /// <summary>A request of an application.</summary>
    Request,

    /// <summary>A power of the active adversary.</summary>
    Power,

    /// <summary>The adversary is shown something, and does nothing.</summary>
    Exposure,

    /// <summary>Something that a network of datagrams does.</summary>
    Network,
}

/// <summary>
/// Something that may happen as often as a budget says: a membership fault, a request of an application, or a power of the adversary
/// (spec/model/virtual-synchrony.md, "The fault grammar"). Each is a class in a file of its own, which says all that there is to say of it, and is found by it.
/// </summary>
public abstract class Fault : Move
{
    /// <summary>A fault, named as its class is.</summary>
    /// <param name="isOfMember">Whether it is a step of the machine of the process that it names.</param>
    protected Fault(bool isOfMember = false)
        : base(null, isOfMember)
    {
    }

    /// <summary>All faults, in the order of the grammar, in which they are offered.</summary>
    public static new IReadOnlyList<Fault> All => Faults;

    /// <summary>Those that mean something to rekey protocols: what can happen in the abstract world of virtual synchrony.</summary>
    public static IReadOnlyList<Fault> OfViews { get; } = [.. Faults.Where(static f => f.Kind != FaultKind.Network)];

    /// <summary>How budgets name it.</summary>
    public string Word => Name.ToLowerInvariant();

    /// <summary>What a budget of it counts, in words of the specification's table.</summary>
    public abstract string Meaning { get; }

    /// <summary>What it is.</summary>
    public abstract FaultKind Kind { get; }

    /// <summary>Its place in the grammar, which committed seeds depend on; those that have none come last, in the order of their names.</summary>
    public virtual int Order => int.MaxValue;

    /// <summary>Whether it happens to a living process itself, and not only to the views that are agreed for it.</summary>
    public virtual bool TouchesMembers => false;

    /// <summary>Whether it starts a process.</summary>
    public virtual bool StartsProcess => false;

    /// <summary>How diagrams show it.</summary>
    public virtual Sign Sign => Sign.None;

    /// <summary>Its place in <see cref="All"/>.</summary>
    public int Index => Number - (All[0].Number);

    /// <summary>Adds where it can happen now.</summary>
    public abstract void Offer<TStore>(TStore store, List<Offer> offers)
        where TStore : IVsStore, allows ref struct;

    /// <summary>Makes it happen, as it was offered.</summary>
    public abstract void Apply<TStore>(TStore store, in Choice choice)
        where TStore : IVsStore, allows ref struct;

    /// <summary>Says whom it will strike, and in which state: what coverage of faults counts.</summary>
    public abstract void Strike(VsWorld world, in Choice choice);

    /// <summary>Tells what it did in the last transition, in one line.</summary>
    public abstract string Tell(VsWorld world, in Choice choice);

    /// <summary>An offer of it.</summary>
    protected Offer At(int operand, int options) => new(Number, (short)operand, 0, options, 0, true);
}

/// <summary>How diagrams show a fault.</summary>
public enum Sign
{
    /// <summary>Not.</summary>
    None,

    /// <summary>A lifeline ends in a cross.</summary>
    Cross,

    /// <summary>A lifeline ends in a square.</summary>
    Square,

    /// <summary>A lifeline begins.</summary>
    Birth,

    /// <summary>The network splits: a broken line through all lifelines.</summary>
    Split,

    /// <summary>The network heals: a line through all lifelines.</summary>
    Heal,

    /// <summary>An application asks for something, which the fault's word names.</summary>
    Request,
}
