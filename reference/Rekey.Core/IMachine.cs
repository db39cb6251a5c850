namespace Rekey.Core;

/// <summary>
/// A protocol as a pure function over immutable states. The object holds only what never changes (group, suite, directory of long-term keys).
/// </summary>
public interface IMachine
{
    /// <summary>The state of a member that has no view yet.</summary>
    MemberState Initial(MemberId self);

    /// <summary>
    /// One step. The same state, input and entropy give the same outcome; the state given is never changed.
    /// </summary>
    /// <exception cref="SpecificationViolation">A bug of the protocol's code or table; never caused by a peer's input.</exception>
    Outcome Step(MemberState state, Input input, IEntropy entropy);
}
