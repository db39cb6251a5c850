using Rekey.Core;

namespace Rekey.GroupCommunication.Flush;

/// <summary>"I send no more before this view": in the order of its sender's messages (FL-03).</summary>
/// <param name="view">The view.</param>
public sealed class FlushOk(ViewId view) : Envelope
{
    /// <summary>The view.</summary>
    public ViewId View { get; } = view;

    /// <inheritdoc/>
    public override ulong Fingerprint => Core.Fingerprint.Mix(1, View.Fingerprint);

    /// <inheritdoc/>
    public override string ToString() => $"FlushOk[{View}]";
}

/// <summary>"I have installed this view, and nothing is in line" (FL-08).</summary>
/// <param name="view">The view.</param>
public sealed class ViewTaken(ViewId view) : Envelope
{
    /// <summary>The view.</summary>
    public ViewId View { get; } = view;

    /// <inheritdoc/>
    public override ulong Fingerprint => Core.Fingerprint.Mix(2, View.Fingerprint);

    /// <inheritdoc/>
    public override string ToString() => $"ViewTaken[{View}]";
}

/// <summary>A member's message.</summary>
/// <param name="body">The message.</param>
/// <param name="to">Whom it is for; default for all other members.</param>
/// <param name="tag">The view in which it was sent, where somebody may not have installed that yet (FL-07); null where all have.</param>
public sealed class FlushData(Envelope body, MemberId to, ViewId? tag) : Envelope, IUserMessage
{
    /// <inheritdoc/>
    public Envelope Body { get; } = body;

    /// <inheritdoc/>
    public MemberId To { get; } = to;

    /// <summary>The view in which it was sent; null where all members are known to have installed it.</summary>
    public ViewId? Tag { get; } = tag;

    /// <inheritdoc/>
    public override ulong Fingerprint => Core.Fingerprint.Mix(Core.Fingerprint.Mix(3, Body.Fingerprint), Core.Fingerprint.Mix(To.Fingerprint, Tag?.Fingerprint ?? 0));

    /// <inheritdoc/>
    public override string ToString() => $"{Body}{(To == default ? "" : $" for {To}")}{(Tag is { } view ? $" of {view}" : "")}";
}
