using Rekey.Explorer;
using Rekey.Spec;

namespace Rekey.Worlds;

/// <summary>
/// A kind of transition of a world; a kind of its choices. Four must happen wherever they can in the abstract world of virtual synchrony; then come faults,
/// requests of applications and powers of the adversary (<see cref="Fault"/>), and what must happen in other worlds (<see cref="EnvironmentMove"/>), which are
/// found by their classes.
/// </summary>
public class Move
{
    // In this order: what is found needs what is numbered before it.
    private static readonly Move[] Obligatory = [new("Deliver", true), new("Block", true), new("Agree", false), new("Install", true)];
    private static readonly Fault[] Found = [.. Discovery.Of<Fault>(typeof(Move).Assembly).OrderBy(static f => f.Order).ThenBy(static f => f.Name, StringComparer.Ordinal)];
    private static readonly EnvironmentMove[] Others = [.. Discovery.Of<EnvironmentMove>(typeof(Move).Assembly)];
    private static readonly Move[] Numbered = InOrder([.. Obligatory, .. Found, .. Others]);

    private readonly bool isOfMember;

    private protected Move(string? name, bool isOfMember) => (Name, this.isOfMember) = (name ?? GetType().Name, isOfMember);

    /// <summary>A member is handed the next message of a sender.</summary>
    public static Move Deliver => Obligatory[0];

    /// <summary>The system blocks a member.</summary>
    public static Move Block => Obligatory[1];

    /// <summary>The members of a component agree on a view; the option says which messages of those who do not move along are delivered.</summary>
    public static Move Agree => Obligatory[2];

    /// <summary>A member installs the agreed view.</summary>
    public static Move Install => Obligatory[3];

    /// <summary>All moves, by number.</summary>
    public static IReadOnlyList<Move> All => Numbered;

    /// <summary>How traces name it.</summary>
    public string Name { get; }

    /// <summary>Its number: the kind of its choices. Traces do not have it, because one more fault moves it.</summary>
    public byte Number { get; private set; }

    /// <summary>Whether it is a step of the machine of the process that it names, and not of the environment.</summary>
    public bool IsOfMember => isOfMember;

    private protected static IReadOnlyList<Fault> Faults => Found;

    /// <summary>A move by its number.</summary>
    /// <exception cref="InvalidChoiceException">There is none of this number.</exception>
    public static Move Of(int number) => (uint)number < (uint)Numbered.Length ? Numbered[number] : throw new InvalidChoiceException($"there is no move {number}");

    /// <summary>The one move of a class.</summary>
    public static T Of<T>()
        where T : Move => Only<T>.Move;

    /// <summary>A move by its name in traces; null where there is none.</summary>
    public static Move? Find(string name) => Array.Find(Numbered, m => m.Name == name);

    /// <summary>The number.</summary>
    public static explicit operator byte(Move move) => move.Number;

    /// <summary>The move of a number.</summary>
    public static explicit operator Move(byte number) => Of(number);

    /// <summary>To whom it happens; null where it happens to a component or to the network.</summary>
    public virtual Process? Victim(VsWorld world, in Choice choice) => this == Agree ? null : world.Processes[choice.A];

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static Move[] InOrder(Move[] moves)
    {
        for (var i = 0; i < moves.Length; i++)
        {
            moves[i].Number = (byte)i;
        }

        return moves;
    }

    private static class Only<T>
        where T : Move
    {
        public static readonly T Move = Numbered.OfType<T>().Single();
    }
}

/// <summary>What must happen wherever it can in a world other than the abstract one of virtual synchrony; named as its class is.</summary>
/// <param name="isOfMember">Whether it is a step of the layers of the process that it names.</param>
public abstract class EnvironmentMove(bool isOfMember) : Move(null, isOfMember);
