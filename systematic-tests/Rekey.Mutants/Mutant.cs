using Rekey.Checking;
using Rekey.Core;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Layers;

namespace Rekey.Mutants;

/// <summary>
/// A seeded bug: a machine that does what the protocol does, but for one mistake; or a layer, see <see cref="LayerMutant"/>. Exploration must catch it, by the
/// monitor that is named, or the drills must.
/// </summary>
public abstract class Mutant
{
    /// <summary>
    /// In the place of a property: exploration cannot see the mistake, because honest members never make the difference and a later check stops what a
    /// faulty one does; rejection drills can (conformance/formats/drills.md).
    /// </summary>
    public const string Drills = "Drills";

    /// <summary>The name on the command line, for example <c>p-switch-on-own-key</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The protocol it is a mutant of.</summary>
    public abstract string Protocol { get; }

    /// <summary>The mistake, in one line.</summary>
    public abstract string Bug { get; }

    /// <summary>The property that the mistake is about: its monitor must catch it. Further ones name what else breaks. Or <see cref="Drills"/> alone.</summary>
    public abstract IReadOnlyList<string> CaughtBy { get; }

    /// <summary>Whether it is drilled and not explored.</summary>
    public bool IsDrilled => CaughtBy[0] == Drills;

    /// <summary>
    /// Whether a hunt that found these properties violated has caught it: the one that the mistake is about is among them. One rule, for every command.
    /// </summary>
    public bool IsCaughtBy(IEnumerable<string> violated) => violated.Contains(CaughtBy[0]);

    /// <summary>The fault budget that the hunt uses.</summary>
    public virtual string Faults => "crash=1,leave=1,join=1,partition=1,merge=1,refresh=1,send=2,depth=2";

    /// <summary>How many members the hunt begins with.</summary>
    public virtual int Members => 3;

    /// <summary>From what the hunt begins.</summary>
    public virtual RunStart Start => RunStart.Plain;

    /// <summary>
    /// Why Coyote does not catch it in every run within the bound of <c>CoyoteReach</c>, though exploration does; null where it does. The tests then do not ask
    /// it to.
    /// </summary>
    public virtual string? BeyondCoyote => null;

    /// <summary>
    /// Of a layer's mutant: the clause by which logs of what its clients saw are rejected (spec/model/client-trace.md); null where no log can show the mistake,
    /// because only a run that is at rest does.
    /// </summary>
    public virtual string? RejectedBy => null;

    /// <summary>Whether it can be looked for in a definition: its own, or one that stands on it.</summary>
    public bool IsIn(IDefinition definition) => definition.Spec.Name == Protocol || definition is LayerDefinition layer && layer.Floors.Contains(Protocol);

    /// <summary>Makes the wrong machine out of the right one.</summary>
    public abstract IMachine Mutate(IMachine machine, SuiteBinding binding);

    /// <summary>The same exploration, of the mutant.</summary>
    public virtual CheckRequest In(CheckRequest request) => request with { Mutate = Mutate };
}
