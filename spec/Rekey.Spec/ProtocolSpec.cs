using Rekey.Core;

namespace Rekey.Spec;

/// <summary>What the specification says of a protocol, as data: one value per protocol, rendered into spec/generated.</summary>
/// <param name="Name">The name in the papers, for example <c>P</c>.</param>
/// <param name="Title">One line.</param>
/// <param name="Source">Paper and section.</param>
/// <param name="Table">The control table.</param>
/// <param name="Rules">All rules that apply, shared ones included.</param>
/// <param name="Expectations">For each property whether the protocol is expected to have it.</param>
public sealed record ProtocolSpec(
    string Name, string Title, string Source, IControlTable Table, IReadOnlyList<RuleId> Rules, IReadOnlyList<Expectation> Expectations) : ISpecified
{
    /// <summary>The name of the control table, which is the protocol's own unless it says otherwise: protocols that share a table share its name.</summary>
    public string TableName { get; init; } = Name.ToLowerInvariant();

    /// <summary>
    /// Group sizes at which its structure shows, where those that are explored of every protocol are too small for it; empty where it has none that grows.
    /// </summary>
    public IReadOnlyList<int> RevealingSizes { get; init; } = [];

    /// <summary>Where it stands in lists of protocols: those of the papers in the papers' order. Those with one number stand in the order of their names.</summary>
    public int Order { get; init; }

    /// <summary>What it costs (<c>rekey costs</c>).</summary>
    public CostSheet Costs { get; init; } = CostSheet.Empty;

    /// <summary>What explorations do not visit of it alone, with the reasons; what they visit of no protocol is said once for all (<see cref="Unvisited.OfAll"/>).</summary>
    public IReadOnlyList<Unvisited> Unvisited { get; init; } = [];

    /// <summary>
    /// The scopes that are closed of it beside the small ones that every protocol has: members, and faults in the words of spec/model/virtual-synchrony.md.
    /// Null for those that are closed where a protocol says nothing else.
    /// </summary>
    public IReadOnlyList<(int Members, string Faults)>? Scopes { get; init; }

    /// <summary>Why something of the protocol is not visited; null where nothing says so.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="subject">Its name.</param>
    public Unvisited? ReasonFor(Visit kind, string subject) => Unvisited.Concat(Spec.Unvisited.OfAll).FirstOrDefault(u => u.Is(kind, subject));

    /// <summary>Sizes at which a tree has keys that are neither at the root nor just above a leaf, with a whole subtree beside and more than one below.</summary>
    public static IReadOnlyList<int> TreeSizes { get; } = [8, 9, 10];
}

/// <summary>Whether a protocol has a property (spec/properties.md).</summary>
public enum Expected : byte
{
    /// <summary>No run may violate it.</summary>
    Holds,

    /// <summary>Some run violates it, and exploration must find one.</summary>
    FailsAsExpected,
}

/// <summary>One cell of the matrix protocol x property.</summary>
/// <param name="Property">The property's name.</param>
/// <param name="Expected">What is expected.</param>
/// <param name="Why">Why it fails, where it does. Where it holds: why, if that is less than plain; else empty.</param>
public sealed record Expectation(string Property, Expected Expected, string Why = "")
{
    /// <summary>That no group key helps to derive another one: not the next, not the last, with no matter how many of them.</summary>
    /// <param name="why">Why not.</param>
    public static IEnumerable<Expectation> GroupKeysTellNothing(string why) =>
        ((string[])[Properties.ForwardSecrecy, Properties.BackwardSecrecy, Properties.KeyIndependence, Properties.StrongKeyIndependence])
            .Select(p => new Expectation(p, Expected.Holds, why));

    /// <summary>The properties that every protocol is asked for: those given as they are given, and that the others hold.</summary>
    public static IReadOnlyList<Expectation> AllHoldBut(params Expectation[] exceptions) =>
        [.. Properties.OfEveryProtocol.Select(p => Array.Find(exceptions, e => e.Property == p) ?? new Expectation(p, Expected.Holds))];
}
