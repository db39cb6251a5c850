using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.KeyAgreement;
using Rekey.Spec;
using Rekey.Spec.Architectures;
using Rekey.Wire;
using Rekey.Worlds.Faults;
using Rekey.Worlds.Groups;

namespace Rekey.Worlds.Layers;

/// <summary>Several groups that share processes, each with a rekey protocol of its own (spec/model/groups.md): what a process in all of them runs.</summary>
public sealed class SharedGroups : LayerDefinition
{
    /// <summary>Between the names of the protocols of groups.</summary>
    public const char Separator = '+';

    private readonly IReadOnlyList<ProtocolDefinition> protocols;
    private readonly bool isUsual;

    /// <summary>Groups with these protocols, one for each.</summary>
    /// <param name="protocols">The protocols, at least two.</param>
    /// <param name="isUsual">Whether it is explored where nothing is named.</param>
    public SharedGroups(IReadOnlyList<ProtocolDefinition> protocols, bool isUsual = false)
        : base(new SharedGroupsSpec([.. protocols.Select(static p => p.Spec)])) => (this.protocols, this.isUsual) = (protocols, isUsual);

    /// <summary>The names of the groups.</summary>
    public IReadOnlyList<GroupId> Groups => [.. protocols.Select(static (_, i) => Scenario.NameOfGroup(i))];

    /// <inheritdoc/>
    /// <remarks>What strikes the network, strikes all groups: of a fault of that kind it has to be said how.</remarks>
    public override IReadOnlyList<Fault> Faults { get; } = [.. Fault.All.Where(static f => f is ProcessFault || SharedFault.Of(f) is not null)];

    /// <inheritdoc/>
    /// <remarks>That of the first group; what is counted by cells is counted there.</remarks>
    public override ProtocolDefinition Rekeying => protocols[0];

    /// <inheritdoc/>
    public override bool IsOnRequest => !isUsual;

    /// <inheritdoc/>
    public override bool IsStack => true;

    /// <inheritdoc/>
    public override int Weight => 12;

    /// <inheritdoc/>
    public override IReadOnlyList<(int Least, int Most, string Faults)> Menu =>
    [
        (1, 5, "crash=1,leave=1,join=2,partition=1,merge=1,refresh=2,send=2,depth=3"),
        (2, 5, "crash=2,recover=2,refresh=1,send=2,depth=3"),
        (2, 5, "partition=2,merge=2,refresh=1,send=2,depth=3"),
        (2, 4, "join=3,leave=3,refresh=2,send=3,depth=3"),
        (2, 4, "join=1,leave=1,refresh=2,send=2,transplant=4,replay=2,depth=2"),
        (2, 4, "join=1,leave=2,refresh=2,send=2,expose=2,depth=2"),
    ];

    /// <inheritdoc/>
    /// <remarks>None is closed: runs of several groups are sampled.</remarks>
    public override IReadOnlyList<(int Members, string Faults)> Scopes => [];

    /// <summary>Groups by the names of their protocols, as in <c>P+TGDH</c>; null where the text names no more than one.</summary>
    /// <exception cref="FormatException">One is unknown, or there are too many.</exception>
    public static SharedGroups? Named(string text)
    {
        var names = text.Split(Separator);
        return names.Length < 2 ? null
            : names.Length > GroupsWorld.MaxGroups ? throw new FormatException($"'{text}' are {names.Length} groups; expected 2 to {GroupsWorld.MaxGroups}")
            : new SharedGroups([.. names.Select(ProtocolRegistry.Find)]);
    }

    /// <inheritdoc/>
    public override IExploredWorld NewWorld(Scenario scenario, Func<IMachine, SuiteBinding, IMachine>? mutate, Func<ILayer, ILayer>? mutateLayer)
    {
        var suite = new SymbolicSuite(new TermStore());
        var selector = new Selector(ProtocolRegistry.All, [suite], new GroupPolicy(protocols[0].Spec.Name, suite.Number));
        for (var group = 0; group < protocols.Count; group++)
        {
            selector = selector.With(scenario.Groups[group], new GroupPolicy(protocols[group].Spec.Name, suite.Number));
        }

        return new GroupsWorld(scenario, selector, IsAskedOf, mutate, mutateLayer);
    }

    /// <summary>What some group's protocol must have and another's cannot is not asked of the other: a violation there would be none, and would hide one here.</summary>
    private bool IsAskedOf(GroupId group, string property)
    {
        bool Fails(ISpecified spec) => spec.Expectations.FirstOrDefault(e => e.Property == property)?.Expected == Expected.FailsAsExpected;
        return Fails(Spec) || !Fails(protocols[Groups.ToList().IndexOf(group)].Spec);
    }
}

/// <summary>Where nothing is named, two groups of the first protocol are explored; all others on request.</summary>
public sealed class TwoGroups : ILayerSource
{
    /// <inheritdoc/>
    public IReadOnlyList<LayerDefinition> Layers { get; } = [new SharedGroups([ProtocolRegistry.All[0], ProtocolRegistry.All[0]], isUsual: true)];
}
