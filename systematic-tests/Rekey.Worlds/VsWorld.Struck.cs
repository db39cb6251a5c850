using System.Runtime.InteropServices;
using Rekey.Explorer;

namespace Rekey.Worlds;

/// <summary>Whom a fault struck, and in which state: what coverage of faults counts.</summary>
public sealed partial class VsWorld
{
    private readonly List<byte> struck = [];

    /// <summary>The fault of the last transition, requests of applications and attacks included; null where it was none.</summary>
    public Fault? LastFault { get; private set; }

    /// <summary>
    /// The control states in which the last fault struck, from before it had any effect: that of the process that crashed, left, was asked for
    /// something or was attacked; and of every living process of the components that split, merged, or got a newcomer.
    /// </summary>
    public ReadOnlySpan<byte> StruckSpan => CollectionsMarshal.AsSpan(struck);

    private void NoteStruck(in Choice choice)
    {
        var move = (Move)choice.Kind;
        LastFault = (Fault)(move - Move.Crash);
        switch (move)
        {
            case Move.Join or Move.Partition:
                NoteStruck(components[choice.A]);
                break;
            case Move.Recover:
                NoteStruck(components[choice.Option]);
                break;
            case Move.Merge:
                var chosen = Subset(choice.Option);
                for (var c = 0; c < components.Count; c++)
                {
                    if ((chosen >> c & 1) != 0)
                    {
                        NoteStruck(components[c]);
                    }
                }

                break;
            default:
                struck.Add(processes[choice.A].State.Control);
                break;
        }
    }

    private void NoteStruck(Component component)
    {
        foreach (var process in component.Processes)
        {
            struck.Add(process.State.Control);
        }
    }
}
