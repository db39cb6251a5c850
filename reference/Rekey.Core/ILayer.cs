using System.Collections.Immutable;

namespace Rekey.Core;

/// <summary>
/// A pure machine between two ports: below it a system that it uses, above it one that uses it. The object holds only what never changes (configuration,
/// suite, directory of long-term keys). What it is fed, and what it asks for, are events of its two ports, or of its timers.
/// </summary>
public interface ILayer
{
    /// <summary>The port to the layer below.</summary>
    Port Lower { get; }

    /// <summary>The port to the layer above.</summary>
    Port Upper { get; }

    /// <summary>The timers that it may arm; none, where it says nothing else.</summary>
    IReadOnlyList<TimerId> Timers => [];

    /// <summary>The state that a process begins in.</summary>
    LayerState Initial(MemberId self);

    /// <summary>
    /// One step. The same state, input and entropy give the same outcome; the state given is never changed.
    /// </summary>
    /// <exception cref="SpecificationViolation">A bug of the layer's code or table; never caused by a peer's input.</exception>
    Outcome Step(LayerState state, PortEvent input, IEntropy entropy);

    /// <summary>What is still worth waiting for, of the inputs that were put aside, once the layer has moved on an input: all, where it says nothing else.</summary>
    /// <param name="input">On what it moved.</param>
    /// <param name="waiting">What was put aside, oldest first.</param>
    ImmutableArray<PortEvent> Keep(PortEvent input, ImmutableArray<PortEvent> waiting) => waiting;
}
