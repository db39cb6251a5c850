namespace Rekey.Spec.Protocols;

/// <summary>What BD costs: figures that are published (spec/costs-key-agreement.md), what it costs here, and why the two differ.</summary>
internal static class BdCosts
{
    /// <summary>The tables.</summary>
    public static readonly CostSheet Sheet = new(
        Published:
        """
                  | rounds | unicasts | multicasts | exponentiations | signatures | verifications
        join      | 2      | 0        | 2n+2       | 3'              | 2'         | n+3?
        leave     | 2      | 0        | 2n-2       | 3?              | 2?         | n+1?
        merge     | 2      | 0        | 2n+2m      | 3?              | 2?         | n+m+2?
        partition | 2      | 0        | 2n-2p      | 3?              | 2?         | n-p+2?
        """,
        Stated:
        """
                  | rounds    | unicasts | multicasts | exponentiations | signatures | verifications | of all members | small powers | products
        build     | 2; N=2: 1 | 0        | 2N; N=2: 2 | 3; N=2: 2       | 2; N=2: 1  | 2N-2; N=2: 1  | 3N; N=2: 4     | 2; N=2: 1    | 2N-1; N=2: 0
        join      | 2         | 0        | 2N         | 3               | 2          | 2N-2          | 3N             | 2            | 2N-1
        leave     | 2; N=2: 1 | 0        | 2N; N=2: 2 | 3; N=2: 2       | 2; N=2: 1  | 2N-2; N=2: 1  | 3N; N=2: 4     | 2; N=2: 1    | 2N-1; N=2: 0
        merge     | 2         | 0        | 2N         | 3               | 2          | 2N-2          | 3N             | 2            | 2N-1
        partition | 2; N=2: 1 | 0        | 2N; N=2: 2 | 3; N=2: 2       | 2; N=2: 1  | 2N-2; N=2: 1  | 3N; N=2: 4     | 2; N=2: 1    | 2N-1; N=2: 0
        refresh   | 2; N=2: 1 | 0        | 2N; N=2: 2 | 3; N=2: 2       | 2; N=2: 1  | 2N-2; N=2: 1  | 3N; N=2: 4     | 2; N=2: 1    | 2N-1; N=2: 0
        """,
        Reasons:
        """
        events                        | quantities                                                     | groups | heading
        leave, partition              | Rounds, Multicasts, Exponentiations, Signatures, Verifications | N=2    | A ring of two
        join, leave, merge, partition | Verifications                                                  |        | Every multicast is verified
        """);
}
