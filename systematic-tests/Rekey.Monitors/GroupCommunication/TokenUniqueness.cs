using Rekey.Core;
using Rekey.GroupCommunication.Ordering;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>
/// There is one token: no number of a ring is given to two messages, and no message has two (spec/layers/ordering.md, OR-02 and OR-04). Two daemons that had the
/// right to give numbers at once would give the same.
/// </summary>
public sealed class TokenUniqueness : Fold
{
    private readonly Dictionary<(ViewId Ring, uint Seq), (MemberId From, ulong Body)> messages = [];
    private readonly Dictionary<(MemberId From, ulong Body), uint> numbers = [];

    /// <inheritdoc/>
    public override string Name => nameof(TokenUniqueness);

    /// <inheritdoc/>
    public override void Reset()
    {
        messages.Clear();
        numbers.Clear();
    }

    /// <inheritdoc/>
    protected override string? OnCrossed(Subject daemon, PortEvent crossing)
    {
        if (crossing is not SendTo { Body: Data data })
        {
            return null;
        }

        var message = (data.From, data.Body.Fingerprint);
        messages.TryAdd((data.Ring, data.Seq), message);
        numbers.TryAdd(message, data.Seq);
        return messages[(data.Ring, data.Seq)] != message ? $"OR-02: {daemon.Id} sends {data}, and another message has this number"
            : numbers[message] != data.Seq ? $"OR-04: {daemon.Id} sends {data}, which has number {numbers[message]}"
            : null;
    }
}
