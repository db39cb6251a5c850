using System.Numerics;
using Microsoft.Coyote.Actors;
using Rekey.Explorer;
using Rekey.Worlds;

namespace Rekey.Coyote.Hosting;

/// <summary>
/// Hosts the environment of the members: lets components agree on views, and strikes with faults, requests of applications and moves of the
/// adversary. What it does, and to whom, Coyote chooses; when, Coyote's scheduler.
/// </summary>
[OnEventDoAction(typeof(Wake), nameof(OnWake))]
[OnEventDoAction(typeof(Strike), nameof(OnStrike))]
internal sealed class EnvironmentActor : FreeActor
{
    private readonly List<Offer> options = [];

    private void OnWake()
    {
        // A world may begin with nothing for its environment to do.
        Run.WakeThoseWhoCanAct(this);
        DoWhatIsDue();
        Run.Handled(this);
    }

    private void OnStrike()
    {
        options.Clear();
        Run.OfferOptions(options);
        if (options.Count > 0)
        {
            var offer = Pick();
            var choice = offer.With(Choose(offer.Options));
            if (Move.Of(choice.Kind).IsOfMember)
            {
                Run.Ask(this, choice);
            }
            else
            {
                Run.Make(this, choice);
            }
        }

        Run.Handled(this);
    }

    /// <summary>First a kind, then an offer of that kind: otherwise the kinds with many operands would crowd out the others.</summary>
    private Offer Pick()
    {
        var kinds = 0UL;
        foreach (var offer in options)
        {
            kinds |= 1UL << offer.Kind;
        }

        for (var nth = Choose(BitOperations.PopCount(kinds)); nth > 0; nth--)
        {
            kinds &= kinds - 1;
        }

        var kind = BitOperations.TrailingZeroCount(kinds);
        options.RemoveAll(o => o.Kind != kind);
        return options[Choose(options.Count)];
    }
}
