namespace Rekey.Explorer;

/// <summary>One resolved transition of a world; a schedule is a list of these, and a trace is replayed from them alone.</summary>
/// <param name="Kind">What happens; the world's own numbering.</param>
/// <param name="A">First operand, for example a process.</param>
/// <param name="B">Second operand.</param>
/// <param name="Option">Which of the transition's options, from 0.</param>
public readonly record struct Choice(byte Kind, short A, short B, int Option);

/// <summary>A transition that a world offers now.</summary>
/// <param name="Kind">What would happen.</param>
/// <param name="A">First operand.</param>
/// <param name="B">Second operand.</param>
/// <param name="Options">How many options it has; at least 1.</param>
/// <param name="Actor">Who would act, from 0: schedulers that prioritise do so by actor.</param>
/// <param name="Optional">Whether the run may end without it: faults, requests of the application, the adversary.</param>
public readonly record struct Offer(byte Kind, short A, short B, int Options, short Actor, bool Optional)
{
    /// <summary>The transition with one option chosen.</summary>
    public Choice With(int option) => new(Kind, A, B, option);
}
