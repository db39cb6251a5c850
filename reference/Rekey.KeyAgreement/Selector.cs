using System.Collections.Immutable;
using System.Globalization;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.Wire;

namespace Rekey.KeyAgreement;

/// <summary>What a group uses (rule SEL-01).</summary>
/// <param name="Protocol">The name of the protocol; upper and lower case are the same.</param>
/// <param name="Suite">The number of the suite.</param>
public sealed record GroupPolicy(string Protocol, byte Suite)
{
    /// <summary>Reads a policy, as in <c>TGDH/1</c>.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static GroupPolicy Parse(string text) =>
        text.Split('/') is [{ Length: > 0 } protocol, var number] && byte.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var suite)
            ? new GroupPolicy(protocol, suite)
            : throw new FormatException($"policy '{text}': expected a protocol and the number of a suite, as in TGDH/1");

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Protocol}/{Suite}");
}

/// <summary>What was selected for a group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Protocol">The protocol.</param>
/// <param name="Suite">The suite.</param>
public sealed record Selection(GroupId Group, ProtocolDefinition Protocol, ICipherSuite Suite)
{
    /// <summary>The machine of the group: one for each group (SEL-04).</summary>
    /// <param name="envelopes">Envelopes of the same group and suite.</param>
    public IMachine NewMachine(IEnvelopes envelopes) => Protocol.NewMachine(Group, Suite, envelopes);
}

/// <summary>
/// The key agreement selector and the encryption selector (paper B, section 4.2; spec/protocols/selector.md): which protocol and which suite a group
/// uses. Immutable.
/// </summary>
public sealed class Selector
{
    private readonly ImmutableArray<ProtocolDefinition> protocols;
    private readonly ImmutableArray<ICipherSuite> suites;
    private readonly GroupPolicy otherwise;
    private readonly ImmutableDictionary<GroupId, GroupPolicy> own;

    /// <summary>A selector in which all groups have the default.</summary>
    /// <param name="protocols">The protocols to select from; names are unique.</param>
    /// <param name="suites">The suites to select from; numbers are unique.</param>
    /// <param name="otherwise">The policy of groups that have none of their own.</param>
    /// <exception cref="FormatException">The default names a protocol or suite that is not there (SEL-02).</exception>
    public Selector(IEnumerable<ProtocolDefinition> protocols, IEnumerable<ICipherSuite> suites, GroupPolicy otherwise)
        : this([.. protocols], [.. suites], otherwise, ImmutableDictionary<GroupId, GroupPolicy>.Empty) => Find(otherwise);

    private Selector(ImmutableArray<ProtocolDefinition> protocols, ImmutableArray<ICipherSuite> suites, GroupPolicy otherwise, ImmutableDictionary<GroupId, GroupPolicy> own) =>
        (this.protocols, this.suites, this.otherwise, this.own) = (protocols, suites, otherwise, own);

    /// <summary>The same selector with a policy of its own for a group (SEL-05).</summary>
    /// <exception cref="FormatException">The policy names a protocol or suite that is not there (SEL-02).</exception>
    public Selector With(GroupId group, GroupPolicy policy)
    {
        Find(policy);
        return new Selector(protocols, suites, otherwise, own.SetItem(group, policy));
    }

    /// <summary>What a group uses (SEL-01).</summary>
    public Selection For(GroupId group)
    {
        var (protocol, suite) = Find(own.GetValueOrDefault(group, otherwise));
        return new Selection(group, protocol, suite);
    }

    /// <summary>SEL-02: nothing takes the place of what is not known.</summary>
    private (ProtocolDefinition Protocol, ICipherSuite Suite) Find(GroupPolicy policy)
    {
        var protocol = protocols.FirstOrDefault(p => string.Equals(p.Spec.Name, policy.Protocol, StringComparison.OrdinalIgnoreCase))
            ?? throw new FormatException($"policy {policy}: unknown protocol; expected one of {string.Join(", ", protocols.Select(static p => p.Spec.Name))}");
        var suite = suites.FirstOrDefault(s => s.Number == policy.Suite)
            ?? throw new FormatException($"policy {policy}: unknown suite; expected one of {string.Join(", ", suites.Select(static s => s.Number))}");
        return (protocol, suite);
    }
}
