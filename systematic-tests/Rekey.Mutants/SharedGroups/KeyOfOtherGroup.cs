using Rekey.Core;
using Rekey.Mutants.P;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Mutants.SharedGroups;

/// <summary>A leader that has a key in another group hands that one to the members of this group, in place of a fresh one.</summary>
public sealed class KeyOfOtherGroup : PMutant
{
    private readonly Household<SortedDictionary<GroupId, CryptoValue>> held = new();

    /// <inheritdoc/>
    public override string Name => "p+p-key-of-other-group";

    /// <inheritdoc/>
    public override string Protocol => "P+P";

    /// <inheritdoc/>
    public override string Bug => "A leader that has a key in another group hands that one to the members of this group, in place of a fresh one.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.KeySecrecy, "KeySeparation"];

    /// <inheritdoc/>
    public override string Faults => "none";

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        var outcome = inner.Step(member, input, entropy);
        if (outcome is not Moved { State: PMember after } moved)
        {
            return outcome;
        }

        var keys = held[entropy];
        if (after.Current is { } current && current != member.Current)
        {
            keys[binding.Group] = current.Key;
        }

        return after is { Leads: true, Open: not null, Staged: not null } && member.Staged != after.Staged && keys.FirstOrDefault(k => k.Key != binding.Group).Value is { } other
            ? WithKey(moved, other, binding, entropy)
            : outcome;
    }
}
