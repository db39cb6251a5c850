namespace Rekey.Spec.Protocols;

/// <summary>What TGDH costs: figures that are published (spec/costs-key-agreement.md), what it costs here, and why the two differ.</summary>
internal static class TgdhCosts
{
    /// <summary>The tables.</summary>
    public static readonly CostSheet Sheet = new(
        Published:
        """
                  | rounds | unicasts | multicasts | exponentiations | signatures | verifications
        join      | 2      | 0        | 3          | 3h/2?           | 2?         | 3?
        leave     | 1      | 0        | 1          | 3h/2?           | 1?         | 1?
        merge     | 2?     | 0?       | 3?         | 3h/2?           | 2?         | 3?
        partition | h?     | 0?       | 2h?        | 3h?             | h?         | h?
        """,
        Stated:
        """
                  | rounds                      | unicasts | multicasts                  | exponentiations              | signatures                  | verifications               | of all members              | small powers | products
        build     | h                           | 0        | <= 2N-2; N=2^h: 2N-2        | <= 6h-5; N=2: 2; N=2^h: 2h+2 | h                           | <= 2N-3; N=2^h: 2N-3        | <= 2N h-2; N=2^h: 2N h      | 0            | 0
        join      | 2; n=2^lg(n): 1             | 0        | 3; n=2^lg(n): 2             | <= 8h-5; n=2^lg(n): 4h-2     | 2; n=2^lg(n): 1             | 3; n=2^lg(n): 2             | <= 2N h; n=2^lg(n): 5n-1    | 0            | 0
        leave     | 1                           | 0        | 1                           | 4h-5; h=1: 3                 | 1                           | 1                           | N+2^(h+1)-2h-3; h=1: 3      | 0            | 0
        merge     | 1; n=2: 1; n-1=2^lg(n-1): 2 | 0        | 2; n=2: 2; n-1=2^lg(n-1): 3 | <= 4h-2; n=3: 9              | 1; n=2: 1; n-1=2^lg(n-1): 2 | 2; n=2: 2; n-1=2^lg(n-1): 3 | <= N(h+2)                   | 0            | 0
        partition | <= max(1,h-1)               | 0        | <= N-1                      | <= 4h-1                      | <= max(1,h-1)               | <= N-1                      | <= N(2h-1)+1                | 0            | 0
        refresh   | 1                           | 0        | 1                           | <= 4h-5; n=2^lg(n): 4h-1     | 1                           | 1                           | <= 3n-2h-1; n=2^lg(n): 3n-3 | 0            | 0
        """,
        Reasons:
        """
        events                        | quantities                                    | groups | heading
        join, merge                   | Rounds, Multicasts, Signatures, Verifications |        | A newcomer at the root
        partition                     | Rounds, Multicasts, Signatures, Verifications |        | Sponsors announce in parallel
        join, leave, merge, partition | Exponentiations                               |        | Members check blinded keys
        """);
}
