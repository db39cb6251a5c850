using System.Collections.Immutable;

namespace Rekey.Core;

/// <summary>
/// A member's state with the inputs that it deferred. Every driver (explorer, transport, transcript) uses this one loop, so that
/// deferring means the same everywhere.
/// </summary>
/// <param name="State">The machine's state.</param>
/// <param name="Deferred">Inputs put aside, oldest first.</param>
public sealed record Mailbox(MemberState State, ImmutableArray<Input> Deferred)
{
    /// <summary>A mailbox with nothing put aside.</summary>
    public Mailbox(MemberState state)
        : this(state, [])
    {
    }

    /// <summary>
    /// Offers an input; after every move, offers again what was put aside, oldest first. Messages put aside in a view are dropped
    /// when the next one is installed: they were for the old view (rule T-09); requests of the application stay until it leaves (rule T-12).
    /// </summary>
    /// <param name="machine">The protocol.</param>
    /// <param name="input">The input.</param>
    /// <param name="entropy">Randomness for the steps.</param>
    /// <param name="observer">Is told every step, in order: state before, input, outcome.</param>
    public Mailbox Offer(IMachine machine, Input input, IEntropy entropy, Action<MemberState, Input, Outcome> observer)
    {
        var outcome = machine.Step(State, input, entropy);
        observer(State, input, outcome);
        if (outcome is Core.Deferred)
        {
            return this with { Deferred = Deferred.Add(input) };
        }

        if (outcome is not Moved moved)
        {
            return this;
        }

        if (Deferred.IsEmpty)
        {
            return new Mailbox(moved.State, Deferred);
        }

        var waiting = input switch
        {
            ViewInstalled => Deferred.RemoveAll(static i => i is Received),
            LeaveRequested => [],
            _ => Deferred,
        };
        return Again(machine, moved.State, waiting, entropy, observer);
    }

    private static Mailbox Again(
        IMachine machine, MemberState state, ImmutableArray<Input> waiting, IEntropy entropy, Action<MemberState, Input, Outcome> observer)
    {
        for (var i = 0; i < waiting.Length;)
        {
            var outcome = machine.Step(state, waiting[i], entropy);
            observer(state, waiting[i], outcome);
            if (outcome is Core.Deferred)
            {
                i++;
                continue;
            }

            waiting = waiting.RemoveAt(i);
            if (outcome is Moved moved)
            {
                state = moved.State;
                i = 0;
            }
        }

        return new Mailbox(state, waiting);
    }
}
