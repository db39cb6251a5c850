using Rekey.Core;
using Rekey.Explorer;
using Rekey.Observing;

namespace Rekey.Worlds;

/// <summary>Whom a fault strikes, and in which state: what coverage of faults counts.</summary>
public sealed partial class VsWorld
{
    /// <summary>
    /// The fault of a transition, requests of applications and attacks included, strikes in some control states, before it has any effect: that of the process
    /// that crashes, leaves, is asked for something or is attacked; and of every living process of the components that split, merge, or get a newcomer.
    /// </summary>
    private void Struck(in Choice choice)
    {
        var move = (Move)choice.Kind;
        switch (move)
        {
            case Move.Join or Move.Partition:
                Struck(move, components[choice.A]);
                break;
            case Move.Recover:
                Struck(move, components[choice.Option]);
                break;
            case Move.Merge:
                var chosen = Subset(choice.Option);
                for (var c = 0; c < components.Count; c++)
                {
                    if ((chosen >> c & 1) != 0)
                    {
                        Struck(move, components[c]);
                    }
                }

                break;
            default:
                Struck(move, processes[choice.A], move is Move.Crash or Move.Leave ? DepthAfter(processes[choice.A].Component) : 0);
                break;
        }
    }

    private void Struck(Move move, Component component)
    {
        var depth = DepthAfter(component);
        foreach (var process in component.Processes)
        {
            Struck(move, process, depth);
        }
    }

    private void Struck(Move move, Process process, int depth) =>
        log.Add(Observation.Struck(process, move - Move.Crash, process.State.Control, depth));

    private static int DepthAfter(Component component) => component.IsSettled ? 0 : component.Depth + 1;
}
