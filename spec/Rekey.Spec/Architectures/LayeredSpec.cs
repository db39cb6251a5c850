using Rekey.Core;

namespace Rekey.Spec.Architectures;

/// <summary>The layered architecture with a rekey protocol: what that protocol has, above the flush layer.</summary>
/// <param name="protocol">The rekey protocol's specification.</param>
public sealed class LayeredSpec(ProtocolSpec protocol) : ISpecified
{
    /// <inheritdoc/>
    public string Name => $"Layered-{protocol.Name}";

    /// <inheritdoc/>
    public string Title => $"{protocol.Name} in clients, above the flush layer";

    /// <inheritdoc/>
    public string Source => "Scaling Secure Group Communication Systems: Beyond Peer-to-Peer, section 4.2";

    /// <inheritdoc/>
    public string TableName => protocol.TableName;

    /// <inheritdoc/>
    public IControlTable Table => protocol.Table;

    /// <inheritdoc/>
    public IReadOnlyList<RuleId> Rules { get; } = [.. RuleBook.Of(typeof(LayeredRules)), .. protocol.Rules];

    /// <inheritdoc/>
    public IReadOnlyList<Expectation> Expectations => protocol.Expectations;

    /// <inheritdoc/>
    /// <remarks>Nothing is asked to be visited of a stack: that is asked of its layers alone.</remarks>
    public Unvisited? ReasonFor(Visit kind, string subject) => null;
}
