using System.Collections.Immutable;
using Rekey.Core;

namespace Rekey.KeyTrees.Plans;

/// <summary>Collects the messages of a plan in an order in which they can happen.</summary>
public sealed class PlanBuilder(Crown crown)
{
    private readonly ImmutableArray<Transmission>.Builder transmissions = ImmutableArray.CreateBuilder<Transmission>();

    /// <summary>New keys on the secure channel. Gives the message's index.</summary>
    public int Send(MemberId from, MemberId to, ImmutableArray<uint> keys, ImmutableArray<int> after = default) =>
        Add(new Transmission(from, to, keys, [], after.IsDefault ? [] : after));

    /// <summary>Encrypted keys to one member, in the clear. Gives the message's index.</summary>
    public int Forward(MemberId from, MemberId to, ImmutableArray<Wrap> wraps, ImmutableArray<int> after) =>
        Add(new Transmission(from, to, [], wraps, after));

    /// <summary>Encrypted keys to all. Gives the message's index.</summary>
    public int Cast(MemberId from, ImmutableArray<Wrap> wraps, ImmutableArray<int> after) => Add(new Transmission(from, default, [], wraps, after));

    /// <summary>The plan.</summary>
    public Plan Build() => new(crown.Tree, crown.Choosers, transmissions.ToImmutable());

    private int Add(Transmission transmission)
    {
        transmissions.Add(transmission);
        return transmissions.Count - 1;
    }
}
