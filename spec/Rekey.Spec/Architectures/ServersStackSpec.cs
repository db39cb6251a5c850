using Rekey.Core;

namespace Rekey.Spec.Architectures;

/// <summary>The servers agreement engine with a rekey protocol: what that protocol has among the daemons, and what clients above are promised.</summary>
/// <param name="protocol">The rekey protocol's specification.</param>
public sealed class ServersStackSpec(ProtocolSpec protocol) : ISpecified
{
    // The engine seals what it sends itself, since it has to keep the order of all daemons: the rekey protocol is asked to send nothing, and for no second key.
    private static readonly string[] OfRequests =
        [Properties.RequestProgress, Properties.PayloadSecrecy, Properties.DataIntegrity, Properties.DataAgreement, Properties.NonceUniqueness, Properties.EpochBinding, Properties.NewestKey];

    /// <inheritdoc/>
    public string Name => $"Servers-{protocol.Name}";

    /// <inheritdoc/>
    public string Title => $"{protocol.Name} among daemons, in the servers agreement engine";

    /// <inheritdoc/>
    public string Source => "Scaling Secure Group Communication Systems: Beyond Peer-to-Peer, section 4.3";

    /// <inheritdoc/>
    public string TableName => protocol.TableName;

    /// <inheritdoc/>
    public IControlTable Table => protocol.Table;

    /// <inheritdoc/>
    public IReadOnlyList<RuleId> Rules { get; } = [.. RuleBook.Of(typeof(ServersRules)), .. protocol.Rules];

    /// <inheritdoc/>
    public IReadOnlyList<Expectation> Expectations { get; } =
    [
        .. protocol.Expectations.Where(static e => !OfRequests.Contains(e.Property)),
        new("ExtendedVirtualSynchrony", Expected.Holds), new("GroupPrecision", Expected.Holds), new("ServerTraffic", Expected.Holds),
    ];

    /// <inheritdoc/>
    /// <remarks>Nothing is asked to be visited of a stack: that is asked of its layers alone.</remarks>
    public Unvisited? ReasonFor(Visit kind, string subject) => null;
}
