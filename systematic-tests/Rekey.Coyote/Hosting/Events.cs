using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.Hosting;

/// <summary>Tells a new actor which run it is in.</summary>
/// <param name="Run">The run.</param>
/// <param name="Number">The actor's number: 0 for the environment, one more than the process's index for a member.</param>
internal sealed class Joined(Run run, int number) : Event
{
    public Run Run { get; } = run;

    public int Number { get; } = number;
}

/// <summary>Something that must happen waits for the actor.</summary>
internal sealed class Wake : Event
{
    public static readonly Wake Instance = new();
}

/// <summary>The environment may strike: a fault, a request of an application, a move of the adversary.</summary>
internal sealed class Strike : Event
{
    public static readonly Strike Instance = new();
}

/// <summary>The next of the given choices is the actor's.</summary>
internal sealed class Proceed : Event
{
    public static readonly Proceed Instance = new();
}
