namespace Rekey.Cli.Costs.Agreements;

/// <summary>
/// What each key agreement of this project costs in the scenarios of <see cref="AgreementScenario"/>: one formula a cell, exact unless it says at most. N
/// is the number of members after the event; for the other letters see <see cref="AgreementSize"/>. spec/costs-key-agreement.md says why.
/// </summary>
internal static class StatedCosts
{
    private const string Table =
        """
                       | rounds                      | unicasts | multicasts                  | exponentiations              | signatures                  | verifications               | of all members                                                  | small powers | products
        CKD build      | 3                           | N-1      | 2                           | 2N+3                         | 3                           | N+1                         | 5N-3                                                            | 0            | 0
        CKD join       | 3                           | 1        | 2                           | n+5                          | 3                           | 3                           | 2n+4                                                            | 0            | 0
        CKD leave      | 1                           | 0        | 1                           | N+1                          | 1                           | 1                           | 2N-1                                                            | 0            | 0
        CKD merge      | 3                           | m        | 2                           | n+2m+3                       | 3                           | m+2                         | 2n+5m-1                                                         | 0            | 0
        CKD partition  | 1                           | 0        | 1                           | N+1                          | 1                           | 1                           | 2N-1                                                            | 0            | 0
        CKD refresh    | 1                           | 0        | 1                           | N+1                          | 1                           | 1                           | 2N-1                                                            | 0            | 0
        BD build       | 2; N=2: 1                   | 0        | 2N; N=2: 2                  | 3; N=2: 2                    | 2; N=2: 1                   | 2N-2; N=2: 1                | 3N; N=2: 4                                                      | 2; N=2: 1    | 2N-1; N=2: 0
        BD join        | 2                           | 0        | 2N                          | 3                            | 2                           | 2N-2                        | 3N                                                              | 2            | 2N-1
        BD leave       | 2; N=2: 1                   | 0        | 2N; N=2: 2                  | 3; N=2: 2                    | 2; N=2: 1                   | 2N-2; N=2: 1                | 3N; N=2: 4                                                      | 2; N=2: 1    | 2N-1; N=2: 0
        BD merge       | 2                           | 0        | 2N                          | 3                            | 2                           | 2N-2                        | 3N                                                              | 2            | 2N-1
        BD partition   | 2; N=2: 1                   | 0        | 2N; N=2: 2                  | 3; N=2: 2                    | 2; N=2: 1                   | 2N-2; N=2: 1                | 3N; N=2: 4                                                      | 2; N=2: 1    | 2N-1; N=2: 0
        BD refresh     | 2; N=2: 1                   | 0        | 2N; N=2: 2                  | 3; N=2: 2                    | 2; N=2: 1                   | 2N-2; N=2: 1                | 3N; N=2: 4                                                      | 2; N=2: 1    | 2N-1; N=2: 0
        STR build      | 2                           | 0        | N+1                         | 4N-5                         | 2                           | N                           | N^2+N-2                                                         | 0            | 0
        STR join       | 2                           | 0        | 3                           | 5                            | 2                           | 3                           | 3n+3                                                            | 0            | 0
        STR leave      | 1                           | 0        | 1                           | 4ceil(n/2)-1; n=3: 3         | 1                           | 1                           | 3n^2/4-3n/2+2; n=3: 3; n>2floor(n/2): 3ceil(n/2)^2-5ceil(n/2)+3 | 0            | 0
        STR merge      | 2                           | 0        | 3                           | 4m+1                         | 2                           | 3                           | 2n m+n+m^2+2                                                    | 0            | 0
        STR partition  | 1                           | 0        | 1                           | 4N-5                         | 1                           | 1                           | N^2-1                                                           | 0            | 0
        STR refresh    | 1                           | 0        | 1                           | 3                            | 1                           | 1                           | n+1                                                             | 0            | 0
        GDH build      | N+2                         | 2N-2     | 2                           | 2N+1; N=2: 4                 | N+2                         | 2N                          | 4N-4                                                            | 0            | 0
        GDH join       | 4                           | n+1      | 2                           | n+4                          | 4                           | n+3                         | 3n+1                                                            | 0            | 0
        GDH leave      | 1                           | 0        | 1                           | N+1                          | 1                           | 1                           | 2N-1                                                            | 0            | 0
        GDH merge      | m+3                         | n+2m-1   | 2                           | n+2m+2                       | m+3                         | n+2m+1                      | 3n+4m-3                                                         | 0            | 0
        GDH partition  | 1                           | 0        | 1                           | N+1                          | 1                           | 1                           | 2N-1                                                            | 0            | 0
        GDH refresh    | 1                           | 0        | 1                           | N+1                          | 1                           | 1                           | 2N-1                                                            | 0            | 0
        TGDH build     | h                           | 0        | <= 2N-2; N=2^h: 2N-2        | <= 6h-5; N=2: 2; N=2^h: 2h+2 | h                           | <= 2N-3; N=2^h: 2N-3        | <= 2N h-2; N=2^h: 2N h                                          | 0            | 0
        TGDH join      | 2; n=2^lg(n): 1             | 0        | 3; n=2^lg(n): 2             | <= 8h-5; n=2^lg(n): 4h-2     | 2; n=2^lg(n): 1             | 3; n=2^lg(n): 2             | <= 2N h; n=2^lg(n): 5n-1                                        | 0            | 0
        TGDH leave     | 1                           | 0        | 1                           | 4h-5; h=1: 3                 | 1                           | 1                           | N+2^(h+1)-2h-3; h=1: 3                                          | 0            | 0
        TGDH merge     | 1; n=2: 1; n-1=2^lg(n-1): 2 | 0        | 2; n=2: 2; n-1=2^lg(n-1): 3 | <= 4h-2; n=3: 9              | 1; n=2: 1; n-1=2^lg(n-1): 2 | 2; n=2: 2; n-1=2^lg(n-1): 3 | <= N(h+2)                                                       | 0            | 0
        TGDH partition | <= max(1,h-1)               | 0        | <= N-1                      | <= 4h-1                      | <= max(1,h-1)               | <= N-1                      | <= N(2h-1)+1                                                    | 0            | 0
        TGDH refresh   | 1                           | 0        | 1                           | <= 4h-5; n=2^lg(n): 4h-1     | 1                           | 1                           | <= 3n-2h-1; n=2^lg(n): 3n-3                                     | 0            | 0
        """;

    private static readonly Dictionary<(string Protocol, CostEvent Event), Formula[]> Cells =
        CostSheet.Read(Table).ToDictionary(static row => row.Key, static row => row.Cells.Select(static c => new Formula(c)).ToArray());

    /// <summary>The exact formula of a protocol, event and column; null where none is stated.</summary>
    public static Formula? Find(string protocol, CostEvent happening, CostColumn column) =>
        Cells.TryGetValue((protocol, happening), out var cells) && (int)column < cells.Length ? cells[(int)column] : null;
}
