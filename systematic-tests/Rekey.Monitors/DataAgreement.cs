using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Observing;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Wire.Symbolic;

namespace Rekey.Monitors;

/// <summary>
/// Members that move together from one view to the next, and from whom nothing was withheld in the old one, delivered the same payloads in it
/// (spec/properties.md, DataAgreement).
/// </summary>
public sealed class DataAgreement : Fold, IDecidedBySituations
{
    // Per process the view that it is in, and the payloads that it delivered, or sent itself, in it.
    private readonly PerProcess<(View? View, ImmutableHashSet<Payload>? Had)> now = new();
    private readonly Dictionary<(ViewId From, ViewId To), (MemberId First, ImmutableHashSet<Payload> Had)> moves = [];
    private readonly Withholdings withheld = new();

    /// <summary>A payload of some view by its place.</summary>
    private readonly record struct Payload(MemberId Sender, uint Run, uint Sequence);

    /// <inheritdoc/>
    public override string Name => Properties.DataAgreement;

    /// <inheritdoc/>
    public Situations RestsOn => Situations.Installs;

    /// <inheritdoc/>
    public override void Reset()
    {
        now.Clear();
        moves.Clear();
        withheld.Clear();
    }

    /// <inheritdoc/>
    protected override string? OnWithheld(Subject process, View view, int sender, int index)
    {
        withheld.Add(view, process);
        return null;
    }

    /// <inheritdoc/>
    protected override string? OnDataDelivered(Subject process, DeliverData data) => Note(process, new Payload(data.Sender, data.Epoch.Run, data.Sequence));

    /// <inheritdoc/>
    /// <remarks>A sender has its own payloads.</remarks>
    protected override string? OnDataSent(Subject process, SymbolicEnvelope data) =>
        Note(process, new Payload(process.Id, data.Message.Header.Run, ((GroupData)data.Message).Sequence));

    /// <inheritdoc/>
    protected override string? OnInstalled(Subject process, View to, IReadOnlyList<Subject> members)
    {
        var (from, had) = now[process];
        now[process] = (to, null);
        return from is null || withheld.From(from, process.Id) ? null : OnMoved(process, from, to, had ?? []);
    }

    private string? Note(Subject process, Payload payload)
    {
        ref var here = ref now[process];
        here.Had = (here.Had ?? []).Add(payload);
        return null;
    }

    private string? OnMoved(Subject process, View from, View to, ImmutableHashSet<Payload> had)
    {
        if (!moves.TryGetValue((from.Id, to.Id), out var first))
        {
            moves.Add((from.Id, to.Id), (process.Id, had));
            return null;
        }

        return Missing(first.Had, had, process.Id, first.First, from) ?? Missing(had, first.Had, first.First, process.Id, from);
    }

    private static string? Missing(ImmutableHashSet<Payload> all, ImmutableHashSet<Payload> some, MemberId lacking, MemberId having, View from)
    {
        foreach (var payload in all.Except(some).OrderBy(static p => p.Sender).ThenBy(static p => p.Run).ThenBy(static p => p.Sequence))
        {
            return $"{having} and {lacking} leave {from} together, and only {having} has number {payload.Sequence} of {payload.Sender} under run {payload.Run}";
        }

        return null;
    }
}
