using System.Collections.Immutable;

namespace Rekey.Core;

/// <summary>A rekey protocol: the layer between virtual synchrony and the application's secure group.</summary>
public interface IMachine : ILayer
{
    Port ILayer.Lower => VsPort.Port;

    Port ILayer.Upper => SecurePort.Port;

    /// <summary>The state of a member that has no view yet.</summary>
    new MemberState Initial(MemberId self);

    LayerState ILayer.Initial(MemberId self) => Initial(self);

    /// <summary>
    /// One step. The same state, input and entropy give the same outcome; the state given is never changed.
    /// </summary>
    /// <exception cref="SpecificationViolation">A bug of the protocol's code or table; never caused by a peer's input.</exception>
    Outcome Step(MemberState state, PortEvent input, IEntropy entropy);

    Outcome ILayer.Step(LayerState state, PortEvent input, IEntropy entropy) => Step((MemberState)state, input, entropy);

    /// <summary>
    /// Messages put aside in a view are dropped when the next one is installed: they were for the old view (rule T-09); requests of the application stay
    /// until it leaves (rule T-12).
    /// </summary>
    ImmutableArray<PortEvent> ILayer.Keep(PortEvent input, ImmutableArray<PortEvent> waiting) => input switch
    {
        ViewInstalled => waiting.RemoveAll(static i => i is Received),
        LeaveRequested => [],
        _ => waiting,
    };
}
