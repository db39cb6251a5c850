namespace Rekey.Costs.Agreements;

/// <summary>
/// What each key agreement of this project costs in the scenarios of <see cref="AgreementScenario"/>: one formula a cell, exact unless it says at most. N
/// is the number of members after the event; for the other letters see <see cref="AgreementSize"/>. spec/costs-key-agreement.md says why.
/// </summary>
public static class StatedCosts
{
    private static readonly Dictionary<(string Protocol, CostEvent Event), Formula[]> Cells = CostLines.Read(static sheet => sheet.Stated, static cell => new Formula(cell));

    /// <summary>The exact formula of a protocol, event and column; null where none is stated.</summary>
    public static Formula? Find(string protocol, CostEvent happening, CostColumn column) =>
        Cells.TryGetValue((protocol, happening), out var cells) && (int)column < cells.Length ? cells[(int)column] : null;
}
