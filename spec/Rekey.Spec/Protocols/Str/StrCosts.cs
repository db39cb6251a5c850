namespace Rekey.Spec.Protocols;

/// <summary>What STR costs: figures that are published (spec/costs-key-agreement.md), what it costs here, and why the two differ.</summary>
internal static class StrCosts
{
    /// <summary>The tables.</summary>
    public static readonly CostSheet Sheet = new(
        Published:
        """
                  | rounds | unicasts | multicasts | exponentiations | signatures | verifications
        join      | 2      | 0        | 3          | 4?              | 2?         | 3?
        leave     | 1      | 0        | 1          | 3n/2+2?         | 1?         | 1?
        merge     | 2?     | 0?       | 3?         | 3m+1?           | 2?         | 3?
        partition | 1?     | 0?       | 1?         | 3n/2+2?         | 1?         | 1?
        """,
        Stated:
        """
                  | rounds | unicasts | multicasts | exponentiations      | signatures | verifications | of all members                                                  | small powers | products
        build     | 2      | 0        | N+1        | 4N-5                 | 2          | N             | N^2+N-2                                                         | 0            | 0
        join      | 2      | 0        | 3          | 5                    | 2          | 3             | 3n+3                                                            | 0            | 0
        leave     | 1      | 0        | 1          | 4ceil(n/2)-1; n=3: 3 | 1          | 1             | 3n^2/4-3n/2+2; n=3: 3; n>2floor(n/2): 3ceil(n/2)^2-5ceil(n/2)+3 | 0            | 0
        merge     | 2      | 0        | 3          | 4m+1                 | 2          | 3             | 2n m+n+m^2+2                                                    | 0            | 0
        partition | 1      | 0        | 1          | 4N-5                 | 1          | 1             | N^2-1                                                           | 0            | 0
        refresh   | 1      | 0        | 1          | 3                    | 1          | 1             | n+1                                                             | 0            | 0
        """,
        Reasons:
        """
        events                  | quantities      | groups | heading
        join                    | Exponentiations |        | A step ends before its messages leave
        leave, merge, partition | Exponentiations |        | Members check blinded keys
        """);
}
