using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>No key is committed in two groups, whoever is in them (spec/model/groups.md, KeySeparation).</summary>
public sealed class KeySeparation : Fold
{
    private readonly HashSet<Term> here = [];
    private readonly HashSet<Term> elsewhere = [];

    /// <inheritdoc/>
    public override string Name => nameof(KeySeparation);

    /// <inheritdoc/>
    public override void Reset()
    {
        here.Clear();
        elsewhere.Clear();
    }

    /// <inheritdoc/>
    protected override string? OnCommitted(Subject process, EpochKey key, MemberState state)
    {
        here.Add((Term)key.Key);
        return elsewhere.Contains((Term)key.Key) ? Wrong(process, key) : null;
    }

    /// <inheritdoc/>
    protected override string? OnElsewhere(in Observation seen)
    {
        if (seen is not { Kind: ObservationKind.Committed, What: Commitment { Key: var key } })
        {
            return null;
        }

        elsewhere.Add((Term)key.Key);
        return here.Contains((Term)key.Key) ? Wrong(seen.Process!, key) : null;
    }

    private static string Wrong(Subject process, EpochKey key) => $"{process.Id} commits {key.Key} for {key.Epoch}, which is a key of two groups";
}
