using Rekey.Core;
using Rekey.Observing;

namespace Rekey.Monitors.GroupCommunication;

/// <summary>A member gets at most one transitional signal in a view, and none before its first (spec/layers/flush.md, FL-11).</summary>
public sealed class OneSignal : Fold
{
    private readonly HashSet<(MemberId At, ViewId View)> signalled = [];

    /// <inheritdoc/>
    public override string Name => nameof(OneSignal);

    /// <inheritdoc/>
    public override void Reset() => signalled.Clear();

    /// <inheritdoc/>
    protected override string? OnSignalled(Subject process, View? view) => view is null ? $"FL-11: {process.Id} gets a transitional signal before its first view"
        : signalled.Add((process.Id, view.Id)) ? null
        : $"FL-11: {process.Id} gets a second transitional signal in {view}";
}
