using Rekey.Spec.Shared;

namespace Rekey.Spec.Protocols;

/// <summary>What B costs: the paper's table and text (paper A, section 4.4), what it costs here, and why the two differ.</summary>
internal static class BCosts
{
    /// <summary>The tables, with the paper's trees; n = 2^k.</summary>
    public static readonly CostSheet Sheet = new(
        Published:
        """
              | p2p / multicasts / bytes / rounds
        build | rounds O(log n)
        leave | rounds O(log n)
        """,
        Stated:
        """
              | p2p | multicasts       | keys | ciphertexts      | rounds         | kept | at server
        build | n-1 | n-2              | n-1  | n-2              | 2(k-1); k=1: 1 | k    |
        join  | 1   | 1                | 1    | 1                | 1              | k+1  |
        leave | k-1 | 2(k-1)-1; k=1: 0 | k-1  | 2(k-1)-1; k=1: 0 | 2(k-1)         | k    |
        merge | 1   | 2; k=1: 0        | 1    | 2; k=1: 0        | 2; k=1: 1      | k    |
        """,
        Reasons:
        $$"""
              | why the paper counts otherwise
        build | The paper counts k agrees in a row. From the second one on, an agree is a send and a multicast, one because of the other; those of the first need no multicast, and the second need not wait for it: 2(k-1) messages in a row.
        join  | {{KeyTreeCosts.Join}}
        leave | The paper counts agrees: k-1. Each is a send and a multicast in a row.
        """);
}
