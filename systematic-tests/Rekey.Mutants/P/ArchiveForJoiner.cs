using System.Runtime.CompilerServices;
using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec;
using Rekey.Spec.Protocols;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Mutants.P;

/// <summary>The leader hands a joiner the key of the old view, encrypted under an older key, which the joiner does not have.</summary>
/// <remarks>
/// The joiner alone cannot open it, and who is given the older key cannot open the joiner's channel. Both together can: of all properties
/// StrongKeyIndependence alone objects.
/// </remarks>
public sealed class ArchiveForJoiner : PMutant
{
    private readonly ConditionalWeakTable<EpochKey, EpochKey> before = [];

    /// <inheritdoc/>
    public override string Name => "p-archive-for-joiner";

    /// <inheritdoc/>
    public override string Bug => "The leader hands a joiner the key of the old view, encrypted under an older key, which the joiner does not have.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> CaughtBy => [Properties.StrongKeyIndependence];

    /// <inheritdoc/>
    public override string Faults => "refresh=1,join=1";

    /// <inheritdoc/>
    public override int Members => 2;

    /// <inheritdoc/>
    protected override Outcome Step(IMachine inner, PMember member, PortEvent input, IEntropy entropy, SuiteBinding binding)
    {
        if (MessageOf(input) is Key { Header.Run: 0 })
        {
            return new Ignored(new Cell(member.Control, (byte)PTrigger.Key), Spec.Protocols.P.KeyWhileBlocked);
        }

        var outcome = inner.Step(member, input, entropy);
        if (outcome is not Moved { Member.Staged: { } staged } moved)
        {
            return outcome;
        }

        if (Trigger(outcome) is PTrigger.RefreshOwn or PTrigger.RefreshAsked)
        {
            before.AddOrUpdate(staged, member.Current!);
            return outcome;
        }

        if (Trigger(outcome) != PTrigger.ViewLeads || member.Current is not { } old || !before.TryGetValue(old, out var older))
        {
            return outcome;
        }

        var view = moved.Member.View!;
        var message = new Key(new Header(binding.Group, view.Id, 0, member.Self), binding.Suite.Wrap(older.Key, old.Key));
        var joiners = view.Members.Where(m => !member.View!.Contains(m)).Select(m => new Unicast(m, binding.Envelopes.Seal(message, m, entropy)));
        return moved with { Effects = [.. moved.Effects, .. joiners] };
    }
}
