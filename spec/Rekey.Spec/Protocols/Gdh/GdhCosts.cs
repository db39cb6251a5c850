namespace Rekey.Spec.Protocols;

/// <summary>What GDH costs: figures that are published (spec/costs-key-agreement.md), what it costs here, and why the two differ.</summary>
internal static class GdhCosts
{
    /// <summary>The tables.</summary>
    public static readonly CostSheet Sheet = new(
        Published:
        """
                  | rounds | unicasts | multicasts | exponentiations | signatures | verifications
        join      | 4      | n+1      | 2          | n+3             | 4'         | n+3?
        leave     | 1      | 0        | 1          | n-1             | 1?         | 1?
        merge     | m+3    | n+2m-1   | 2          | n+2m+1          | m+3?       | n+2m+1?
        partition | 1      | 0        | 1          | n-p             | 1?         | 1?
        """,
        Stated:
        """
                  | rounds | unicasts | multicasts | exponentiations | signatures | verifications | of all members | small powers | products
        build     | N+2    | 2N-2     | 2          | 2N+1; N=2: 4    | N+2        | 2N            | 4N-4           | 0            | 0
        join      | 4      | n+1      | 2          | n+4             | 4          | n+3           | 3n+1           | 0            | 0
        leave     | 1      | 0        | 1          | N+1             | 1          | 1             | 2N-1           | 0            | 0
        merge     | m+3    | n+2m-1   | 2          | n+2m+2          | m+3        | n+2m+1        | 3n+4m-3        | 0            | 0
        partition | 1      | 0        | 1          | N+1             | 1          | 1             | 2N-1           | 0            | 0
        refresh   | 1      | 0        | 1          | N+1             | 1          | 1             | 2N-1           | 0            | 0
        """,
        Reasons:
        """
        events                        | quantities      | groups | heading
        join, leave, merge, partition | Exponentiations |        | A step ends before its messages leave
        """);
}
