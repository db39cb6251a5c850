using Rekey.Core;

namespace Rekey.Architectures.Engines.ServersAgreement;

/// <summary>What a daemon's rekey protocol, or the flush layer below it, says to those of the other daemons (SA-01).</summary>
/// <param name="body">The message.</param>
public sealed class MemberSaid(Envelope body) : Envelope
{
    /// <summary>The message.</summary>
    public Envelope Body { get; } = body;

    /// <inheritdoc/>
    public override ulong Fingerprint => Core.Fingerprint.Mix(1, Body.Fingerprint);

    /// <inheritdoc/>
    public override string ToString() => $"{Body}";
}

/// <summary>"I have a key for this configuration" (SA-03).</summary>
/// <param name="configuration">The configuration.</param>
public sealed class DaemonReady(ViewId configuration) : Envelope
{
    /// <summary>The configuration.</summary>
    public ViewId Configuration { get; } = configuration;

    /// <inheritdoc/>
    public override ulong Fingerprint => Core.Fingerprint.Mix(2, Configuration.Fingerprint);

    /// <inheritdoc/>
    public override string ToString() => $"ready for {Configuration}";
}

/// <summary>
/// What the layer above a daemon's engine asked to send, under ideal authenticated encryption (SA-06): who has not the traffic key neither reads it nor makes
/// one that opens. Everything but the body is in the clear and sealed with it.
/// </summary>
/// <param name="epoch">Of the server key.</param>
/// <param name="sender">The daemon that sealed it.</param>
/// <param name="number">Its count of what it sealed for the configuration, from 1.</param>
/// <param name="under">The traffic key.</param>
/// <param name="body">What is sealed.</param>
public sealed class SealedBody(Epoch epoch, MemberId sender, uint number, CryptoValue under, Envelope body) : Envelope
{
    private readonly Envelope body = body;

    /// <summary>Of the server key.</summary>
    public Epoch Epoch { get; } = epoch;

    /// <summary>The daemon that sealed it.</summary>
    public MemberId Sender { get; } = sender;

    /// <summary>Its count of what it sealed for the configuration, from 1.</summary>
    public uint Number { get; } = number;

    /// <summary>The traffic key; for those who judge a run, and no daemon.</summary>
    public CryptoValue Under { get; } = under;

    /// <summary>What is sealed; null for who has another key.</summary>
    public Envelope? Open(CryptoValue trafficKey) => trafficKey.Equals(Under) ? body : null;

    /// <inheritdoc/>
    public override ulong Fingerprint => Core.Fingerprint.Mix(
        Core.Fingerprint.Mix(Core.Fingerprint.Mix(3, Epoch.Fingerprint), Core.Fingerprint.Mix(Sender.Fingerprint, Number)), Core.Fingerprint.Mix(Under.Fingerprint, body.Fingerprint));

    /// <inheritdoc/>
    public override string ToString() => $"sealed for {Epoch}: {body}";
}
