using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>A model of group communication.</summary>
public enum GroupModel
{
    /// <summary>Virtual synchrony (spec/model/virtual-synchrony.md).</summary>
    Vs,

    /// <summary>Extended virtual synchrony (spec/model/extended-virtual-synchrony.md).</summary>
    Evs,
}

/// <summary>One thing that a property says.</summary>
/// <param name="Id">What a verdict calls it.</param>
/// <param name="Text">What it says, in one sentence.</param>
public sealed record Clause(string Id, string Text);

/// <summary>
/// A property of group communication that the literature names, decided from what clients see (spec/model/client-trace.md): a fold over the observations of
/// any run, also of one of which there is only a log. A verdict begins with the clause that is broken.
/// </summary>
public abstract class GroupProperty : Fold
{
    private readonly PerProcess<View> views = new();

    /// <inheritdoc/>
    public sealed override string Name => GetType().Name;

    /// <summary>The model whose promise is asked for, where both promise something else.</summary>
    public GroupModel Model { get; set; }

    /// <summary>
    /// Of several properties that object to one event, that of the smallest rank is said to be broken: 0 for what others rest on, 1 for what is more special
    /// than those of 2, and those of 2 than those of 3.
    /// </summary>
    public abstract int Rank { get; }

    /// <summary>Who named it.</summary>
    public abstract string Source { get; }

    /// <summary>The rule of a model's page that promises it; null where the model does not promise it.</summary>
    public abstract string? PromisedBy(GroupModel model);

    /// <summary>Whether a system of a model is asked for it at all: what the model's page does not promise, a real system may.</summary>
    public virtual bool IsAskedOf(GroupModel model) => true;

    /// <summary>What it says.</summary>
    public abstract IReadOnlyList<Clause> Clauses { get; }

    /// <summary>How often there was something to decide since the last reset.</summary>
    [field: Derived]
    public long Asked { get; protected set; }

    /// <inheritdoc/>
    public sealed override void Reset()
    {
        views.Clear();
        Asked = 0;
        Forget();
    }

    /// <summary>Forgets the last run.</summary>
    protected abstract void Forget();

    /// <inheritdoc/>
    protected sealed override string? OnInstalled(Subject process, View view, IReadOnlyList<Subject> members)
    {
        var from = views[process];
        var wrong = OnMoved(process, from, view);
        views[process] = view;
        return wrong;
    }

    /// <summary>A process goes from a view, null before its first, to the next one.</summary>
    protected virtual string? OnMoved(Subject process, View? from, View to) => null;

    /// <inheritdoc/>
    protected sealed override string? OnGone(Subject process, bool left)
    {
        var wrong = OnEnded(process, views[process], left);
        views[process] = null;
        return wrong;
    }

    /// <summary>A process crashes, or leaves, in a view, if it has one.</summary>
    protected virtual string? OnEnded(Subject process, View? from, bool left) => null;

    /// <summary>The view that a process is in; null where it is in none.</summary>
    protected View? ViewOf(Subject process) => views[process];

    /// <summary>By which service a message was sent.</summary>
    protected static Service ServiceOf(Received message) => message.Envelope is IServed served ? served.Service : Service.Fifo;

    /// <summary>Whether a message's sender is not to be delivered it.</summary>
    protected static bool IsSelfDiscarded(Received message) => message.Envelope is not IServed { IsSelfDiscarded: false };

    /// <summary>Whether it is not known when the message was sent.</summary>
    protected static bool IsUnseen(Received message) => message.Envelope is IServed { IsUnseen: true };
}

/// <summary>What tells a message from all others: in which view it was sent, by whom, and the how manyth it was of its sender's there.</summary>
internal readonly record struct MessageName(ViewId View, MemberId Sender, int Index)
{
    /// <summary>The name of a message that is delivered.</summary>
    public static MessageName Of(View view, int sender, int index) => new(view.Id, view.Members[sender], index);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(View.Counter, Sender, Index);

    /// <summary>For people; whoever knows the message's own name puts it here.</summary>
    public override string ToString() => $"message {Index} of {Sender} in {View}";
}
