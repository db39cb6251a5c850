using Rekey.Core;
using Rekey.GroupCommunication.Groups;
using Rekey.Observing;
using Rekey.Spec.Layers;

namespace Rekey.Worlds.Evs;

/// <summary>What stands above daemons that keep light-weight groups: sessions with clients. What crosses them is shown.</summary>
/// <param name="layer">The layers of each daemon.</param>
internal abstract class DaemonUpper(ILayer layer) : EvsUpper
{
    /// <inheritdoc/>
    public override bool IsRing => true;

    /// <inheritdoc/>
    public override ILayer Layer => layer;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: it is clients that leave.</exception>
    public override PortEvent Leave => throw new NotSupportedException("a daemon is in no group");

    /// <inheritdoc/>
    public override bool AnswersFlush => false;

    /// <inheritdoc/>
    public override IEntropy EntropyFor(MemberId member) => NoEntropy.Instance;

    /// <inheritdoc/>
    public override View? RestsIn(EvsProcess p) => OperationalIn(p.Box) ?? p.View;

    /// <inheritdoc/>
    public override void Show(EvsProcess p, PortEvent crossing)
    {
        if (crossing is SessionUp or SessionDown)
        {
            Log.Add(Observation.Crossed(p, crossing));
        }
    }

    /// <inheritdoc/>
    public override Mailbox BoxOf(EvsProcess p) => p.Box;

    /// <summary>The configuration in which a layer of groups is settled; null where it is not.</summary>
    protected static View? OperationalIn(Mailbox groups) =>
        groups.State is GroupsDaemon { Control: (byte)GroupsState.Operational, Configuration: { } configuration } ? configuration : null;
}
