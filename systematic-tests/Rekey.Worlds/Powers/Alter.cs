using Rekey.Core;
using Rekey.Observing;
using Rekey.Wire;
using Rekey.Worlds.Adversary;

namespace Rekey.Worlds.Powers;

/// <summary>The adversary plays a message with one thing changed; the option says which message, and what.</summary>
public sealed class Alter : Power
{
    /// <summary>How many alterations of a message have a number of their own; a message that has fewer has each under several numbers.</summary>
    private const int Numbers = 4096;

    /// <inheritdoc/>
    public override int Order => 11;

    /// <inheritdoc/>
    public override string Meaning => "messages that the adversary plays with one thing changed";

    /// <inheritdoc/>
    public override string RejectedGoal => "an altered message is rejected";

    /// <inheritdoc/>
    public override int Count(VsWorld world, Process victim) =>
        victim.Installed is null ? 0 : Math.Min(world.Adversary.Honest.Count, int.MaxValue / Numbers) * Numbers;

    /// <inheritdoc/>
    public override IEnumerable<int> Ways(VsWorld world, Process victim) => victim.Installed is null ? []
        : world.Adversary.Honest.Take(int.MaxValue / Numbers).SelectMany((index, i) => Enumerable.Range(i * Numbers, Of(world, victim, index).Count));

    /// <inheritdoc/>
    public override void Use(VsWorld world, Process victim, int option)
    {
        var (adversary, binding, outsider) = (world.Adversary, world.Binding, world.Outsider);
        var index = adversary.Honest[option / Numbers];
        var original = adversary.Heard[index];
        var (message, change) = Of(world, victim, index).Take(option % Numbers);
        if (message is GroupData data)
        {
            adversary.Play(victim, Spoiled(world, data), data, new Origin { Readable = true }, input => new Attack(Word, input, original, change));
            return;
        }

        var key = adversary.KeyFor(message, victim);
        var envelope = binding.Forge(message, (key ?? outsider).Id, adversary.RecipientOf(index, victim));
        var origin = new Origin { Key = key, Readable = message.Type.Protection == Protection.Signed };
        adversary.Play(victim, envelope, message, origin, input => new Attack(Word, input, original, change, (key ?? outsider).Id));
    }

    /// <inheritdoc/>
    public override string Tell(VsWorld world, Attack attack, Process victim) =>
        $"the adversary alters for {victim.Id} {world.Binding.Describe(attack.Original!.Envelope)} of {attack.Original.From}: {attack.Change}{Signed(world, attack)}";

    /// <summary>The alterations of a message that was heard.</summary>
    private static Alterations Of(VsWorld world, Process victim, int index)
    {
        var (view, adversary, binding) = (victim.Installed!.View, world.Adversary, world.Binding);
        var material = new Material(
            view.Id,
            [.. view.Members, world.Outsider.Id, .. adversary.Outside(victim).Select(static p => p.Id)],
            adversary.Known,
            kind => binding.NewValue(kind, world.Outsider.Entropy));
        return new Alterations(binding.MessageOf(adversary.Heard[index].Envelope), material);
    }

    /// <summary>Group data with another header, number or key identifier: they are authenticated with the payload, and the adversary does not have the key.</summary>
    private static Envelope Spoiled(VsWorld world, GroupData data)
    {
        var (binding, outsider) = (world.Binding, world.Outsider);
        var key = binding.Suite.TrafficKey(binding.Suite.NewKey(outsider.Entropy), data.Header.Sender);
        return binding.Envelopes.Encrypt(data.Header, data.Sequence, data.KeyId, key, binding.Payload(outsider.Id, outsider.Payloads++));
    }
}
