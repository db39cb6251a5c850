using Rekey.Core;

namespace Rekey.Observing;

/// <summary>What a step owes the application, as its state says: what FaithfulPort asks, for those who sample and those who search.</summary>
public static class PortAudit
{
    /// <summary>The key that became the newest committed one in a step; null where none did.</summary>
    public static EpochKey? Due(MemberState before, MemberState after) =>
        after.Current is { } now && !(before.Current is { } then && (ReferenceEquals(then, now) || (then.Epoch == now.Epoch && then.Key.Equals(now.Key)))) ? now : null;

    /// <summary>Whether the application is told of just this key.</summary>
    public static bool Matches(KeyCommitted told, EpochKey key) => told.Epoch == key.Epoch && told.Key.Equals(key.Key);

    /// <summary>Whether what a step tells the application of keys is what its state says, order aside.</summary>
    public static bool IsFaithful(MemberState before, Moved moved)
    {
        var due = Due(before, moved.Member);
        foreach (var effect in moved.Effects)
        {
            if (effect is KeyCommitted told)
            {
                if (due is null || !Matches(told, due))
                {
                    return false;
                }

                due = null;
            }
        }

        return due is null;
    }
}
