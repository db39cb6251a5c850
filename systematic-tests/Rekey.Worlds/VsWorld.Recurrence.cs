using Rekey.Core;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Worlds;

/// <summary>Whether the world is where it was before (spec/model/exploration.md, "Livelocks").</summary>
public sealed partial class VsWorld
{
    private readonly StructuralHash content = new(static _ => 0);

    /// <inheritdoc/>
    /// <remarks>
    /// Machines with what they deferred, components, and of each view what somebody still waits for. How much a process has drawn is left out: a nonce is
    /// fresh, whatever its number. Messages that all have are left out too, and count only by their order among those that somebody waits for.
    /// </remarks>
    public ulong Recurrence()
    {
        var views = new Dictionary<GroupView, int>(ReferenceEqualityComparer.Instance);
        int NumberOf(GroupView? view) => view is null ? 0 : views.TryGetValue(view, out var number) ? number : views[view] = views.Count + 1;
        var hash = 1UL;
        foreach (var process in processes)
        {
            hash = Fingerprint.Mix(hash, ((ulong)process.Status << 1) | (process.IsBlocked ? 1UL : 0));
            if (process.IsAlive)
            {
                hash = Fingerprint.Mix(hash, Of(process.Box));
                hash = Fingerprint.Mix(hash, ((ulong)NumberOf(process.Installed) << 32) | (uint)NumberOf(process.Pending));
                hash = Fingerprint.Mix(hash, ((ulong)process.Component.Index << 32) | process.Counter);
            }
        }

        foreach (var component in Parted)
        {
            hash = Fingerprint.Mix(hash, ((ulong)NumberOf(component.Target) << 32) | (uint)component.Depth);
        }

        foreach (var (view, _) in views.OrderBy(static v => v.Value))
        {
            hash = Fingerprint.Mix(hash, Of(view.View));
            for (var sender = 0; sender < view.Processes.Count; sender++)
            {
                hash = Traffic(hash, view, sender);
            }
        }

        return hash;
    }

    /// <summary>What somebody still waits for of a sender, and how far each has come and may go.</summary>
    private ulong Traffic(ulong hash, GroupView view, int sender)
    {
        var open = new List<int>();
        for (var receiver = 0; receiver < view.Processes.Count; receiver++)
        {
            var process = view.Processes[receiver];
            if (receiver != sender && process.IsAlive && (process.Installed == view || process.Pending == view))
            {
                open.Add(receiver);
            }
        }

        var waiting = new List<int>();
        for (var index = open.Count == 0 ? view.SentBy(sender) : open.Min(r => view.DeliveredUpTo(r, sender)); index < view.SentBy(sender); index++)
        {
            var (message, by) = (view.Message(sender, index), UInt128.Zero);
            foreach (var receiver in open)
            {
                by |= index >= view.DeliveredUpTo(receiver, sender) && (message.To < 0 || message.To == receiver) ? UInt128.One << receiver : 0;
            }

            if (by != 0)
            {
                waiting.Add(index);
                hash = Fingerprint.Mix(Fingerprint.Mix(hash, Of(message.Input)), Fingerprint.Mix((ulong)message.To, (ulong)by ^ (ulong)(by >> 64)));
            }
        }

        foreach (var receiver in open)
        {
            int Place(int index) => waiting.Count(i => i < index);
            var limit = view.LimitOf(receiver, sender) is { } most ? (uint)Place(most) : uint.MaxValue;
            hash = Fingerprint.Mix(hash, ((ulong)Place(view.DeliveredUpTo(receiver, sender)) << 32) | limit);
        }

        return hash;
    }

    private ulong Of(object value)
    {
        var (both, _) = content.Of(value);
        return (ulong)both ^ (ulong)(both >> 64);
    }
}
