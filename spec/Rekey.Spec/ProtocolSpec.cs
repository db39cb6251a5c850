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
    string Name, string Title, string Source, IControlTable Table, IReadOnlyList<RuleId> Rules, IReadOnlyList<Expectation> Expectations)
{
    /// <summary>The name of the control table, which is the protocol's own unless it says otherwise: protocols that share a table share its name.</summary>
    public string TableName { get; init; } = Name.ToLowerInvariant();

    /// <summary>
    /// Group sizes at which its structure shows, where those that are explored of every protocol are too small for it; empty where it has none that grows.
    /// </summary>
    public IReadOnlyList<int> RevealingSizes { get; init; } = [];

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
    // What every rekeying protocol is asked, in the order of spec/properties.md.
    private static readonly string[] AskedOfAll =
    [
        Properties.Agreement, Properties.AllOrNone, Properties.NoEarlyUse, Properties.Authenticity, Properties.FaithfulPort, Properties.KeySecrecy,
        Properties.ForwardAccessControl, Properties.BackwardAccessControl, Properties.ForwardSecrecy, Properties.BackwardSecrecy, Properties.KeyIndependence,
        Properties.StrongKeyIndependence, Properties.PerfectForwardSecrecy, Properties.PayloadSecrecy, Properties.Liveness, Properties.RequestProgress,
        Properties.DataIntegrity, Properties.DataAgreement, Properties.NonceUniqueness, Properties.EpochBinding, Properties.NewestKey,
        Properties.HonestAcceptance, Properties.ActiveSecurity, Properties.Refinement, Properties.VirtualSynchrony,
    ];

    /// <summary>That no group key helps to derive another one: not the next, not the last, with no matter how many of them.</summary>
    /// <param name="why">Why not.</param>
    public static IEnumerable<Expectation> GroupKeysTellNothing(string why) =>
        ((string[])[Properties.ForwardSecrecy, Properties.BackwardSecrecy, Properties.KeyIndependence, Properties.StrongKeyIndependence])
            .Select(p => new Expectation(p, Expected.Holds, why));

    /// <summary>The properties that every protocol is asked for: those given as they are given, and that the others hold.</summary>
    public static IReadOnlyList<Expectation> AllHoldBut(params Expectation[] exceptions) =>
        [.. AskedOfAll.Select(p => Array.Find(exceptions, e => e.Property == p) ?? new Expectation(p, Expected.Holds))];
}
