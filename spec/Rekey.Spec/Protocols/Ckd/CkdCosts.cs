namespace Rekey.Spec.Protocols;

/// <summary>What CKD costs: figures that are published (spec/costs-key-agreement.md), what it costs here, and why the two differ.</summary>
internal static class CkdCosts
{
    /// <summary>The tables.</summary>
    public static readonly CostSheet Sheet = new(
        Published:
        """
                  | rounds | unicasts | multicasts | exponentiations | signatures | verifications
        join      | 3      | 2?       | 1?         | n+2?            | 3?         | 3?
        leave     | 1      | 0        | 1          | n-1?            | 1?         | 1?
        merge     | 3?     | m?       | 2?         | n+2m?           | 3?         | m+2?
        partition | 1?     | 0?       | 1?         | n-p?            | 1?         | 1?
        """,
        Stated:
        """
                  | rounds | unicasts | multicasts | exponentiations | signatures | verifications | of all members | small powers | products
        build     | 3      | N-1      | 2          | 2N+3            | 3          | N+1           | 5N-3           | 0            | 0
        join      | 3      | 1        | 2          | n+5             | 3          | 3             | 2n+4           | 0            | 0
        leave     | 1      | 0        | 1          | N+1             | 1          | 1             | 2N-1           | 0            | 0
        merge     | 3      | m        | 2          | n+2m+3          | 3          | m+2           | 2n+5m-1        | 0            | 0
        partition | 1      | 0        | 1          | N+1             | 1          | 1             | 2N-1           | 0            | 0
        refresh   | 1      | 0        | 1          | N+1             | 1          | 1             | 2N-1           | 0            | 0
        """,
        Reasons:
        """
        events                        | quantities           | groups | heading
        join                          | Unicasts, Multicasts |        | CKD's offer goes to all
        join, leave, merge, partition | Exponentiations      |        | What the controller alone computes
        """);
}
