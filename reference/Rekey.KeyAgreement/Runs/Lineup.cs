using System.Collections.Immutable;
using Rekey.Core;

namespace Rekey.KeyAgreement.Runs;

/// <summary>Members of a view that bring the same thing along: what they kept from one epoch (rule A-02).</summary>
/// <param name="Base">That epoch; null for a newcomer, who is a component of its own.</param>
/// <param name="Members">The members that are in the view, in ascending order of name. Those of the base that are not here are gone from it.</param>
public sealed record Component(Epoch? Base, ImmutableArray<MemberId> Members)
{
    /// <inheritdoc/>
    public bool Equals(Component? other) => other is not null && Base == other.Base && Members.AsSpan().SequenceEqual(other.Members.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Base, Members.Length);
}

/// <summary>Who takes part in a run, and what each brings along (rules ). Components are in the order of A-03.</summary>
/// <param name="Components">The components; together they are the view.</param>
public sealed record Lineup(ImmutableArray<Component> Components)
{
    /// <summary>The lineup of a view, from what its members reported.</summary>
    /// <param name="view">The view.</param>
    /// <param name="bases">By place: what the member kept; null for a newcomer.</param>
    public static Lineup Of(View view, IReadOnlyList<Epoch?> bases)
    {
        var components = new List<Component>();
        var members = view.Members.Select((m, place) => (Member: m, Base: bases[place])).ToList();
        components.AddRange(members.Where(static m => m.Base is null).Select(static m => new Component(null, [m.Member])));
        components.AddRange(members.Where(static m => m.Base is not null).GroupBy(static m => m.Base, static (b, of) => new Component(b, [.. of.Select(static m => m.Member)])));
        return new Lineup([.. components.OrderByDescending(static c => c.Members.Length).ThenBy(static c => c.Members[0])]);
    }

    /// <summary>The component of a member; null where it is in none.</summary>
    public Component? ComponentOf(MemberId member)
    {
        foreach (var component in Components)
        {
            if (component.Members.Contains(member))
            {
                return component;
            }
        }

        return null;
    }

    /// <summary>What is wrong with a lineup for a view, as what was expected; null where it is one that some reports can give .</summary>
    public string? Objection(View view)
    {
        var bases = new Epoch?[view.Members.Length];
        var count = 0;
        foreach (var component in Components)
        {
            foreach (var member in component.Members)
            {
                var place = view.IndexOf(member);
                if (place < 0)
                {
                    return $"members of the view {view.Id}, not {member}";
                }

                bases[place] = component.Base;
                count++;
            }
        }

        return count == bases.Length && Of(view, bases).Equals(this) ? null : "every member of the view once, larger components first, equals by name";
    }

    /// <inheritdoc/>
    public bool Equals(Lineup? other) => other is not null && Components.AsSpan().SequenceEqual(other.Components.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Components.Length;
}
