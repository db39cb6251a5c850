using Rekey.Observing;
using Rekey.Wire;
using Rekey.Worlds.Adversary;

namespace Rekey.Worlds.Powers;

/// <summary>The adversary plays a message from another group: one that was sent there, where processes are in several, or the twin of one from here; the option says which.</summary>
public sealed class Transplant : Power
{
    /// <inheritdoc/>
    public override int Order => 12;

    /// <inheritdoc/>
    public override string Meaning => "messages of another group with the same members that the adversary plays";

    /// <inheritdoc/>
    public override string RejectedGoal => "a message of another group is rejected";

    /// <inheritdoc/>
    public override int Count(VsWorld world, Process victim) => world.Adversary.Signed.Count + world.Adversary.Elsewhere.Count;

    /// <inheritdoc/>
    public override void Use(VsWorld world, Process victim, int option)
    {
        var adversary = world.Adversary;
        if (option >= adversary.Signed.Count)
        {
            var sent = adversary.Elsewhere[option - adversary.Signed.Count];
            adversary.Play(victim, new Attack(Word, sent with { }, sent));
            return;
        }

        var index = adversary.Signed[option];
        var original = adversary.Heard[index];
        var message = world.Binding.MessageOf(original.Envelope);
        var twin = adversary.OtherGroup.Twin(message, adversary.RecipientOf(index, victim));
        var origin = new Origin { Readable = message.Type.Protection == Protection.Signed };
        adversary.Play(victim, twin, message, origin, input => new Attack(Word, input, original));
    }

    /// <inheritdoc/>
    public override string Tell(VsWorld world, Attack attack, Process victim) =>
        $"the adversary plays to {victim.Id} a message of another group, {What(world, attack, " of ")}";
}
