namespace Rekey.Cli.Costs.Agreements;

/// <summary>
/// What each key agreement of this project costs, exactly, in the scenarios of <see cref="AgreementScenario"/>: one formula a cell. N is the number of
/// members after the event; for the other letters see <see cref="AgreementSize"/>. spec/costs-key-agreement.md says why.
/// </summary>
internal static class StatedCosts
{
    private const string Table =
        """
                     rounds   | unicasts | multicasts | exponentiations | signatures | verifications   | of all     | small powers | products
        BD build     | 2; N=2: 1 | 0     | 2N; N=2: 2 | 3; N=2: 2       | 2; N=2: 1  | 2N-2; N=2: 1    | 3N; N=2: 4 | 2; N=2: 1    | 2N-1; N=2: 0
        BD join      | 2         | 0     | 2N         | 3               | 2          | 2N-2            | 3N         | 2            | 2N-1
        BD leave     | 2; N=2: 1 | 0     | 2N; N=2: 2 | 3; N=2: 2       | 2; N=2: 1  | 2N-2; N=2: 1    | 3N; N=2: 4 | 2; N=2: 1    | 2N-1; N=2: 0
        BD merge     | 2         | 0     | 2N         | 3               | 2          | 2N-2            | 3N         | 2            | 2N-1
        BD partition | 2; N=2: 1 | 0     | 2N; N=2: 2 | 3; N=2: 2       | 2; N=2: 1  | 2N-2; N=2: 1    | 3N; N=2: 4 | 2; N=2: 1    | 2N-1; N=2: 0
        BD refresh   | 2; N=2: 1 | 0     | 2N; N=2: 2 | 3; N=2: 2       | 2; N=2: 1  | 2N-2; N=2: 1    | 3N; N=2: 4 | 2; N=2: 1    | 2N-1; N=2: 0
        """;


    private static readonly Dictionary<(string Protocol, CostEvent Event), Formula[]> Cells =
        CostSheet.Read(Table).ToDictionary(static row => row.Key, static row => row.Cells.Select(static c => new Formula(c)).ToArray());

    /// <summary>The exact formula of a protocol, event and column; null where none is stated.</summary>
    public static Formula? Find(string protocol, CostEvent happening, CostColumn column) =>
        Cells.TryGetValue((protocol, happening), out var cells) && (int)column < cells.Length ? cells[(int)column] : null;
}
