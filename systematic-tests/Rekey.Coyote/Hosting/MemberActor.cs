using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.Hosting;

/// <summary>
/// Hosts the machine of one process, of whatever protocol: makes its deliveries, is blocked, installs its views, and takes what the environment
/// asks of it. All steps of the machine are made on this actor's turns.
/// </summary>
[OnEventDoAction(typeof(Wake), nameof(OnWake))]
internal sealed class MemberActor : FreeActor
{
    private void OnWake()
    {
        DoWhatIsDue();
        Run.Handled(this);
    }
}
