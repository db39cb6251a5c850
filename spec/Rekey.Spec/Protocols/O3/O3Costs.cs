using Rekey.Spec.Shared;

namespace Rekey.Spec.Protocols;

/// <summary>What O3 costs: the paper's table and text (paper A, section 4.4), what it costs here, and why the two differ.</summary>
internal static class O3Costs
{
    /// <summary>The tables, with the paper's trees; n = 2^k.</summary>
    public static readonly CostSheet Sheet = new(
        Published:
        """
              | p2p / multicasts / bytes / rounds
        build | O(n) / 1 / O(n log n) / 3
        join  | 1 / 2 / O(1) / 2
        leave | log n / log n / O(log^2 n) / 2
        """,
        Stated:
        """
              | p2p           | multicasts | keys     | ciphertexts | rounds    | kept | at server
        build | (n-1)+(n/2-1) | 1; k=1: 0  | 2n-k-2   | n-k-1       | 3; k=1: 1 | k    |
        join  | 1             | 1          | 1        | 1           | 1         | k+1  |
        leave | 2(k-1)        | 1; k=1: 0  | k(k-1)/2 | k(k-1)/2    | 3; k=1: 0 | k    |
        merge | 2; k=1: 1     | 1; k=1: 0  | 1        | 2; k=1: 0   | 3; k=1: 1 | k    |
        """,
        Reasons:
        $$"""
              | why the paper counts otherwise
        build | The paper counts n/2 sends to the collector; who collects sends none to itself.
        join  | {{KeyTreeCosts.Join}}
        leave | The paper's row is that of O; O3 sends the k-1 messages of stage 2 to the collector, and takes a third round.
        """);
}
