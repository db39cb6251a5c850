using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Spec.Architectures;

namespace Rekey.Architectures.Layered;

/// <summary>
/// The client's agreement engine (paper B, section 4.2, figure 1): a rekey protocol's machine as a member of a group of a system that must be asked to join and
/// to leave, and that waits for the member's word before it installs a view (spec/architectures/layered.md). It has no state but the machine's.
/// </summary>
/// <param name="machine">The rekey protocol's machine.</param>
public sealed class SecureMember(IMachine machine) : ILayer
{
    private readonly ILayer machine = machine;

    /// <inheritdoc/>
    public Port Lower => VsPort.Port;

    /// <inheritdoc/>
    public Port Upper => SecurePort.Port;

    /// <inheritdoc/>
    public LayerState Initial(MemberId self) => machine.Initial(self);

    /// <inheritdoc/>
    public ImmutableArray<PortEvent> Keep(PortEvent input, ImmutableArray<PortEvent> waiting) => machine.Keep(input, waiting);

    /// <inheritdoc/>
    public Outcome Step(LayerState state, PortEvent input, IEntropy entropy)
    {
        switch (input)
        {
            // LY-01.
            case JoinRequested:
                return new Moved(default, state, [JoinGroup.Instance], LayeredRules.Join);

            // LY-04.
            case TransitionalSignal or Departed:
                return new Ignored(default, LayeredRules.Signal);
            default:
                var outcome = machine.Step(state, input, entropy);
                ImmutableArray<LayerStep> inner = [new LayerStep(machine, state, input, outcome)];

                // LY-02, LY-03: the machine first.
                return input switch
                {
                    BlockRequested => Then(Flushed.Instance, LayeredRules.Silence),
                    LeaveRequested => Then(LeaveGroup.Instance, LayeredRules.Leave),
                    _ => outcome with { Inner = inner },
                };

                Moved Then(PortEvent asked, RuleId rule) => outcome is Moved moved
                    ? moved with { Effects = [.. moved.Effects, asked], Inner = inner }
                    : new Moved(default, state, [asked], rule) { Inner = inner };
        }
    }
}
