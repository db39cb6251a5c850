using Rekey.Spec;
using Rekey.Worlds;

namespace Rekey.Checking.Judging;

/// <summary>What places that can be visited are called in reports and in evidence.</summary>
public static class PlaceNames
{
    /// <summary>The name of a cell.</summary>
    public static string Cell(IControlTable table, byte state, byte trigger) => $"{table.States[state]} x {table.Triggers[trigger]}";

    /// <summary>The name of a pair of a fault and the state that it struck in.</summary>
    public static string Strike(IControlTable table, Fault fault, byte state) => $"{fault.Word} at {table.States[state]}";
}
