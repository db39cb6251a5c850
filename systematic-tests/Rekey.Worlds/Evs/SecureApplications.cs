using Rekey.Architectures.Layered;
using Rekey.Core;
using Rekey.Observing;
using Rekey.Spec.Layers;
using Rekey.Worlds.Faults;
using Rekey.Worlds.Powers;
using Rekey.Worlds.Traces;

namespace Rekey.Worlds.Evs;

/// <summary>Applications above a rekey protocol in the layered architecture (spec/architectures/layered.md): they send payloads, and ask for new keys.</summary>
internal sealed class SecureApplications : EvsUpper
{
    private readonly Scenario scenario;
    private readonly SuiteBinding binding;
    private readonly Mailbox outsider;

    public SecureApplications(Scenario scenario, SuiteBinding binding, Func<IMachine, SuiteBinding, IMachine>? mutate, Func<ILayer, ILayer>? mutateLayer)
    {
        (this.scenario, this.binding) = (scenario, binding);
        var definition = scenario.Rekeying;
        var machine = definition.NewMachine(binding.Group, binding.Suite, binding.Envelopes);
        machine = mutate?.Invoke(machine, binding) ?? machine;
        outsider = new Mailbox(machine.Initial(VsWorld.OutsiderName));
        Layer = Client.Of(binding.Group, machine, mutateLayer);
        Log = new ObservationLog(binding.Suite);
        Setting = new RunSetting(definition, binding.Suite, VsWorld.OutsiderName)
        {
            Depth = scenario.Faults.Depth, Describe = binding.Describe, IsExposed = scenario.Faults.Of<Expose>() > 0,
        };
    }

    /// <inheritdoc/>
    public override ILayer Layer { get; }

    /// <inheritdoc/>
    public override RunSetting Setting { get; }

    /// <inheritdoc/>
    public override PortEvent Leave => LeaveRequested.Instance;

    /// <inheritdoc/>
    public override bool AnswersFlush => false;

    /// <inheritdoc/>
    public override ObservationLog Log { get; }

    /// <inheritdoc/>
    public override bool HasKey(EvsProcess p) => BoxOf(p).Member is { View: { } view, Current: { } key } && key.Epoch.View == view.Id;

    /// <inheritdoc/>
    public override IEnumerable<Standing> Others => [new Standing(new Subject(-1, VsWorld.OutsiderName), false, null, null, outsider, 0)];

    /// <inheritdoc/>
    public override void Reset() => binding.Reset();

    /// <inheritdoc/>
    public override IEntropy EntropyFor(MemberId member) => binding.EntropyFor(member);

    /// <inheritdoc/>
    public override IEnumerable<PortEvent> Begin(EvsProcess p, int beginning) => [JoinRequested.Instance];

    /// <inheritdoc/>
    public override int WishesOf(EvsProcess p, Fault fault) => fault is Send or Refresh && !p.Leaves ? 1 : 0;

    /// <inheritdoc/>
    public override PortEvent Wish(EvsProcess p, Fault fault, int option)
    {
        PortEvent wish = fault is Refresh ? RefreshRequested.Instance : new SendRequested(binding.Payload(p.Id, p.Notes++));
        Log.Add(Observation.Requested(p, wish));
        return wish;
    }

    /// <inheritdoc/>
    public override Step? StepOf(EvsProcess p, LayerStep leaf) => leaf.Layer is IMachine ? new Step(p, leaf.Before, leaf.Input, leaf.Outcome, Hostile: false) : null;

    /// <inheritdoc/>
    public override Mailbox BoxOf(EvsProcess p) => ((StackState)p.Box.State).Upper;

    /// <inheritdoc/>
    public override TraceRecord Tell(EvsProcess p, LayerStep leaf)
    {
        var table = leaf.Layer is IMachine or SecureMember ? scenario.Protocol.Spec.Table : FlushTable.Table;
        return EvsWords.Tell(table, p, new Step(p, leaf.Before, leaf.Input, leaf.Outcome, Hostile: false), Describe);
    }

    /// <inheritdoc/>
    public override string Describe(Envelope envelope) => binding.Describe(envelope);
}
