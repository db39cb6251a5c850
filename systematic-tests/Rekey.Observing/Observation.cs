using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Wire.Symbolic;

namespace Rekey.Observing;

/// <summary>
/// Something that was observed of a run. What else it holds depends on its kind; the functions that make one say what, and <see cref="Fold"/> takes it apart.
/// </summary>
public readonly record struct Observation
{
    /// <summary>What happened.</summary>
    public required ObservationKind Kind { get; init; }

    /// <summary>To whom, or by whom; null where it was nobody in particular.</summary>
    public Subject? Process { get; init; }

    /// <summary>In which view, or which view.</summary>
    public View? View { get; init; }

    /// <summary>A number: a place, a count.</summary>
    public int A { get; init; }

    /// <summary>Another one.</summary>
    public int B { get; init; }

    /// <summary>What else there is to say.</summary>
    public object? What { get; init; }

    /// <summary>A fault, a request or an attack, by its number, finds a process in a control state.</summary>
    public static Observation Struck(Subject? process, int fault, byte control, int depth) =>
        new() { Kind = ObservationKind.Struck, Process = process, A = fault, B = (depth << 8) | control };

    /// <summary>An application asks for something.</summary>
    public static Observation Requested(Subject process, PortEvent input) => new() { Kind = ObservationKind.Requested, Process = process, What = input };

    /// <summary>The adversary acts on a process.</summary>
    public static Observation Attacked(Subject victim, Attack attack) => new() { Kind = ObservationKind.Attacked, Process = victim, What = attack };

    /// <summary>A view is agreed.</summary>
    public static Observation Agreed(View view) => new() { Kind = ObservationKind.Agreed, View = view };

    /// <summary>A process is blocked.</summary>
    public static Observation Blocked(Subject process) => new() { Kind = ObservationKind.Blocked, Process = process };

    /// <summary>A process installs a view of these members, by place.</summary>
    public static Observation Installed(Subject process, View view, IReadOnlyList<Subject> members) =>
        new() { Kind = ObservationKind.Installed, Process = process, View = view, What = members };

    /// <summary>A process sends its message number <paramref name="index"/> of a view to the member at a place; -1 for all others.</summary>
    public static Observation Sent(Subject process, View view, int index, int to, Received message) =>
        new() { Kind = ObservationKind.Sent, Process = process, View = view, A = index, B = to, What = message };

    /// <summary>A process is handed a message of a view, by the sender's place and number.</summary>
    public static Observation Delivered(Subject process, View view, int sender, int index) =>
        new() { Kind = ObservationKind.Delivered, Process = process, View = view, A = sender, B = index };

    /// <summary>The adversary keeps a message of a view from a process.</summary>
    public static Observation Withheld(Subject process, View view, int sender, int index) =>
        new() { Kind = ObservationKind.Withheld, Process = process, View = view, A = sender, B = index };

    /// <summary>A process crashes, or leaves.</summary>
    public static Observation Gone(Subject process, bool left) => new() { Kind = ObservationKind.Gone, Process = process, A = left ? 1 : 0 };

    /// <summary>The adversary is shown all that is in a process, which may have left.</summary>
    public static Observation Exposed(Subject process, Mailbox box, bool left) =>
        new() { Kind = ObservationKind.Exposed, Process = process, What = box, A = left ? 1 : 0 };

    /// <summary>A process is told who comes together with it, from the view that it is in to the one that it installs next: its transitional set.</summary>
    public static Observation Accompanied(Subject process, IReadOnlyList<MemberId> together) => new() { Kind = ObservationKind.Accompanied, Process = process, What = together };

    /// <summary>Something is observed of another group.</summary>
    public static Observation Elsewhere(in Observation seen) => new() { Kind = ObservationKind.Elsewhere, What = seen };

    /// <summary>A client asks a daemon for something, or the daemon tells it something.</summary>
    public static Observation Crossed(Subject daemon, PortEvent crossing) => new() { Kind = ObservationKind.Crossed, Process = daemon, What = crossing };

    /// <summary>A process has done what it can for now.</summary>
    public static Observation Paused(Subject process, Mailbox box) => new() { Kind = ObservationKind.Paused, Process = process, What = box };
}
