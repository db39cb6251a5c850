using Microsoft.Coyote.Actors;

namespace Rekey.Coyote.Hosting;

/// <summary>Hosts the machine of one process, or the environment, in a run whose choices are given.</summary>
[OnEventDoAction(typeof(Proceed), nameof(OnProceed))]
internal sealed class FollowingActor : WorldActor
{
    private FollowedRun run = null!;

    /// <inheritdoc/>
    protected override void Join(Run run) => this.run = (FollowedRun)run;

    private void OnProceed() => run.Continue(this);
}
