using Rekey.Architectures.Layered;
using Rekey.Core;
using Rekey.Crypto;

namespace Rekey.Architectures.Engines.ServersAgreement;

/// <summary>
/// The servers agreement engine (paper B, section 4.3) with its rekey protocol at its side: between them go what the group of daemons is told and says, and the
/// keys that are agreed. Below and above is the ring.
/// </summary>
public sealed class ServersLayer : ILayer
{
    private readonly ILayer engine;
    private readonly ILayer member;

    private ServersLayer(ILayer engine, ILayer member) => (this.engine, this.member) = (engine, member);

    /// <summary>The engine of a daemon.</summary>
    /// <param name="group">The name of the group of daemons.</param>
    /// <param name="machine">The machine of the rekey protocol, of that group.</param>
    /// <param name="suite">The cryptography.</param>
    /// <param name="replaced">Gives another layer for the engine, for one that wants to see what then happens; null for the engine.</param>
    public static ServersLayer Of(GroupId group, IMachine machine, ICipherSuite suite, Func<ILayer, ILayer>? replaced = null)
    {
        ILayer engine = new ServersEngine(group, suite);
        return new ServersLayer(replaced?.Invoke(engine) ?? engine, Client.Of(group, machine));
    }

    /// <inheritdoc/>
    public Port Lower => RingPort.Port;

    /// <inheritdoc/>
    public Port Upper => RingPort.Port;

    /// <inheritdoc/>
    public LayerState Initial(MemberId self) => new ServersLayerState
    {
        Self = self, Control = 0, Engine = new Mailbox(engine.Initial(self)), Member = new Mailbox(member.Initial(self)),
    };

    /// <inheritdoc/>
    public Outcome Step(LayerState state, PortEvent input, IEntropy entropy)
    {
        var both = (ServersLayerState)state;
        return Exchange.Run(
            (engine, both.Engine), (member, both.Member), isForFirst: true, input, entropy,
            static (_, effect) => effect is not (RingUp or RingDown), (its, members) => both with { Engine = its, Member = members });
    }
}
