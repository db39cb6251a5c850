using Microsoft.Coyote;
using Microsoft.Coyote.Actors;

namespace Rekey.CoyoteHost.Hosting;

/// <summary>
/// Hosts the machine of one process, of whatever protocol: makes its deliveries, is blocked, installs its views, and takes what the environment
/// asks of it. All steps of the machine are made on this actor's turns.
/// </summary>
[OnEventDoAction(typeof(Wake), nameof(OnWake))]
[OnEventDoAction(typeof(Asked), nameof(OnAsked))]
internal sealed class MemberActor : WorldActor
{
    private void OnWake()
    {
        DoObligations();
        Run.Handled(this);
    }

    /// <summary>Meanwhile the process may have crashed, or what was asked may have become impossible; then nothing happens.</summary>
    private void OnAsked(Event e)
    {
        var choice = ((Asked)e).Choice;
        if (Run.IsOption(choice))
        {
            Run.Make(this, choice);
        }

        Run.Handled(this);
    }
}
