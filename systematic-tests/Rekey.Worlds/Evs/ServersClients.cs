using Rekey.Architectures.Engines.ServersAgreement;
using Rekey.Core;
using Rekey.GroupCommunication.Flush;
using Rekey.GroupCommunication.Groups;
using Rekey.Observing;
using Rekey.Spec;
using Rekey.Spec.Architectures;
using Rekey.Spec.Layers;
using Rekey.Wire;
using Rekey.Worlds.Powers;
using Rekey.Worlds.Traces;

namespace Rekey.Worlds.Evs;

/// <summary>
/// Clients with sessions at daemons that have the servers agreement engine below their groups (spec/architectures/servers-agreement.md). What is shown of a
/// daemon as the member of a keyed group is its rekey protocol; or, for one that asks for the engine itself, the engine.
/// </summary>
internal sealed class ServersClients : DaemonClients
{
    private static readonly GroupId Daemons = new("daemons");

    private readonly SuiteBinding binding;
    private readonly ProtocolDefinition protocol;
    private readonly bool showsEngine;
    private readonly Mailbox outsider;

    /// <summary>Daemons with a rekey protocol.</summary>
    public ServersClients(ProtocolDefinition protocol, bool showsEngine, Scenario scenario, Func<IMachine, SuiteBinding, IMachine>? mutate, Func<ILayer, ILayer>? mutateLayer)
        : this(protocol, showsEngine, scenario, new SymbolicBinding(Daemons), mutate, mutateLayer)
    {
    }

    private ServersClients(ProtocolDefinition protocol, bool showsEngine, Scenario scenario, SuiteBinding binding, Func<IMachine, SuiteBinding, IMachine>? mutate, Func<ILayer, ILayer>? mutateLayer)
        : base(LayersOf(protocol, binding, mutate, mutateLayer), ServersTable.Table)
    {
        (this.protocol, this.showsEngine, this.binding) = (protocol, showsEngine, binding);
        outsider = new Mailbox(((ILayer)protocol.NewMachine(binding.Group, binding.Suite, binding.Envelopes)).Initial(VsWorld.OutsiderName));
        Log = new ObservationLog(showsEngine ? null : binding.Suite);
        Setting = new RunSetting(protocol, binding.Suite, VsWorld.OutsiderName)
        {
            Depth = scenario.Faults.Depth, Describe = binding.Describe, IsExposed = scenario.Faults.Of<Expose>() > 0,
        };
    }

    /// <inheritdoc/>
    public override ObservationLog Log { get; }

    /// <inheritdoc/>
    public override RunSetting Setting { get; }

    /// <inheritdoc/>
    public override IEnumerable<Standing> Others => [new Standing(new Subject(-1, VsWorld.OutsiderName), false, null, null, outsider, 0)];

    /// <inheritdoc/>
    public override void Reset() => binding.Reset();

    /// <inheritdoc/>
    public override IEntropy EntropyFor(MemberId member) => binding.EntropyFor(member);

    /// <inheritdoc/>
    public override bool HasKey(EvsProcess p) => MachineOf(p).Member is { View: { } view, Current: { } key } && key.Epoch.View == view.Id;

    /// <inheritdoc/>
    /// <remarks>The view that the rekey protocol has.</remarks>
    public override View? RestsIn(EvsProcess p) => p.View;

    /// <inheritdoc/>
    public override View? SettledIn(EvsProcess p) => OperationalIn(((StackState)p.Box.State).Upper) is { } configuration && configuration.Id == p.View?.Id ? configuration : null;

    /// <inheritdoc/>
    public override bool Leaves(LayerStep leaf, PortEvent effect) => effect is not RingDown || leaf.Layer is not GroupsLayer;

    /// <inheritdoc/>
    public override void Show(EvsProcess p, PortEvent crossing)
    {
        switch (crossing)
        {
            case RingMulticast:
                Log.Add(Observation.Crossed(p, crossing));
                break;
            case KeyCommitted told when showsEngine:
                var key = new EpochKey(told.Epoch, told.Key, binding.Suite.KeyId(told.Key));
                Log.Add(new Observation { Kind = ObservationKind.Committed, Process = p, What = new Commitment(key, MachineOf(p).Member) });
                break;
            default:
                break;
        }

        base.Show(p, crossing);
    }

    /// <inheritdoc/>
    public override Step? StepOf(EvsProcess p, LayerStep leaf) => (showsEngine ? leaf.Before is ServersDaemon : leaf.Layer is IMachine) ? base.StepOf(p, leaf) : null;

    /// <inheritdoc/>
    public override Mailbox BoxOf(EvsProcess p) => showsEngine ? ServersOf(p).Engine : MachineOf(p);

    /// <inheritdoc/>
    public override TraceRecord Tell(EvsProcess p, LayerStep leaf)
    {
        IControlTable table = leaf.Before switch
        {
            ServersDaemon => ServersTable.Table,
            GroupsDaemon => GroupsTable.Table,
            FlushMember => FlushTable.Table,
            _ => protocol.Spec.Table,
        };
        return EvsWords.Tell(table, p, base.StepOf(p, leaf)!, Describe);
    }

    /// <inheritdoc/>
    public override string Describe(Envelope envelope) => binding.Describe(envelope is MemberSaid said ? said.Body is FlushData data ? data.Body : said.Body : envelope);

    private static ILayer LayersOf(ProtocolDefinition protocol, SuiteBinding binding, Func<IMachine, SuiteBinding, IMachine>? mutate, Func<ILayer, ILayer>? mutateLayer)
    {
        var machine = protocol.NewMachine(binding.Group, binding.Suite, binding.Envelopes);
        return Stack.Of(ServersLayer.Of(binding.Group, mutate?.Invoke(machine, binding) ?? machine, binding.Suite, mutateLayer), new GroupsLayer());
    }

    private static ServersLayerState ServersOf(EvsProcess p) => (ServersLayerState)((StackState)p.Box.State).Lower.State;

    private static Mailbox MachineOf(EvsProcess p) => ((StackState)ServersOf(p).Member.State).Upper;
}
