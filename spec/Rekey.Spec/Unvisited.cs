using Rekey.Spec.Shared;

namespace Rekey.Spec;

/// <summary>What an exploration can visit.</summary>
public enum Visit : byte
{
    /// <summary>A cell of a control table, <c>state x trigger</c>.</summary>
    Cell,

    /// <summary>A rule that decides a step, by its id.</summary>
    Rule,

    /// <summary>A fault that strikes a member in a state, <c>fault at state</c>.</summary>
    Strike,
}

/// <summary>
/// Something that no exploration visits, and why it cannot be: the counterpart of the reason that an impossible cell of a control table has. A
/// report of coverage shows it; one that is visited all the same is stale, and the report fails.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Subject">Its name; of a strike, <c>* at state</c> for any fault.</param>
/// <param name="Reason">Why no run comes there.</param>
public sealed record Unvisited(Visit Kind, string Subject, string Reason)
{
    private const string AnyFault = "* at ";

    /// <summary>What no exploration in the virtual-synchrony world visits of any protocol: rules that protocols share, and faults at states that they share.</summary>
    public static IReadOnlyList<Unvisited> OfAll => UnvisitedReasons.OfAll;

    /// <summary>Rules that one reason is about.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="rules">Their ids.</param>
    public static IEnumerable<Unvisited> Rules(string reason, params IEnumerable<string> rules) => rules.Select(r => new Unvisited(Visit.Rule, r, reason));

    /// <summary>Whether it is said of something.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="subject">Its name.</param>
    public bool Is(Visit kind, string subject) =>
        Kind == kind && (Subject == subject || (Subject.StartsWith(AnyFault, StringComparison.Ordinal) && subject.EndsWith(Subject[1..], StringComparison.Ordinal)));
}
