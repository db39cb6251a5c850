using Rekey.Core;
using Rekey.Observing;
using Rekey.Wire;
using Rekey.Worlds.Adversary;

namespace Rekey.Worlds.Powers;

/// <summary>The adversary makes up a message; the option says which, and in whose name.</summary>
public sealed class Forge : Power
{
    // Later than anything that an honest member sends, so that no forgery is turned away for its stamp alone.
    private static readonly Stamp LateStamp = new(1_000_000, 1_000_000);

    /// <inheritdoc/>
    public override int Order => 9;

    /// <inheritdoc/>
    public override string Meaning => "messages that the adversary makes up and signs with its own key, or with that of a process that left";

    /// <inheritdoc/>
    public override int Count(VsWorld world, Process victim) => victim.Installed is null
        ? 0
        : (2 + world.Adversary.CountOutside(victim)) * world.Setting.Protocol.Messages.Types.Count(static t => t.Protection != Protection.GroupEncrypted);

    /// <inheritdoc/>
    public override void Use(VsWorld world, Process victim, int option)
    {
        var claims = 2 + world.Adversary.CountOutside(victim);
        var message = Forgeries(world, victim, option % claims)[option / claims];
        var key = world.Adversary.KeyFor(message, victim);
        var envelope = world.Binding.Forge(message, (key ?? world.Outsider).Id, victim.Id);
        world.Adversary.Play(victim, envelope, message, new Origin { Key = key, Readable = true }, input => new Attack(Word, input, Key: (key ?? world.Outsider).Id));
    }

    /// <inheritdoc/>
    public override string Tell(VsWorld world, Attack attack, Process victim) =>
        $"the adversary forges for {victim.Id} {What(world, attack, " in the name of ")}{Signed(world, attack)}";

    /// <summary>
    /// What the outsider may tell a member: in its own name (0), in the name of another member (1), or in that of a process that left; about the run
    /// that would fit.
    /// </summary>
    private static IReadOnlyList<Message> Forgeries(VsWorld world, Process victim, int claim)
    {
        var (view, state, binding, protocol) = (victim.Installed!.View, victim.State, world.Binding, world.Scenario.Rekeying);
        var leader = view.Leader == victim.Id ? view.Members[^1] : view.Leader;
        var run = state.Staged?.Epoch.Run ?? ((state.Current?.Epoch.Run ?? 0) + 1);
        var key = binding.Suite.NewKey(world.Outsider.Entropy);
        return protocol.Forgeries(
            view,
            new Header(binding.Group, view.Id, run, claim switch { 0 => world.Outsider.Id, 1 => leader, _ => world.Adversary.Outside(victim).ElementAt(claim - 2).Id })
            {
                Stamp = protocol.Messages.IsStamped ? LateStamp : null,
            },
            new ForgedSecret(new EpochKey(new Epoch(binding.Group, view.Id, run), key, binding.Suite.KeyId(key)), binding.NewValue(FieldKind.Element, world.Outsider.Entropy)));
    }
}
