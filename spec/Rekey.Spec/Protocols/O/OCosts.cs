using Rekey.Spec.Shared;

namespace Rekey.Spec.Protocols;

/// <summary>What O costs: the paper's table and text (paper A, section 4.4), what it costs here, and why the two differ.</summary>
internal static class OCosts
{
    /// <summary>The tables, with the paper's trees; n = 2^k.</summary>
    public static readonly CostSheet Sheet = new(
        Published:
        """
              | p2p / multicasts / bytes / rounds
        build | rounds 2
        leave | rounds 2
        """,
        Stated:
        """
              | p2p | multicasts | keys     | ciphertexts | rounds    | kept | at server
        build | n-1 | n/2-1      | 2n-k-2   | n-k-1       | 2; k=1: 1 | k    |
        join  | 1   | 1          | 1        | 1           | 1         | k+1  |
        leave | k-1 | k-1        | k(k-1)/2 | k(k-1)/2    | 2; k=1: 0 | k    |
        merge | 1   | 2; k=1: 0  | 1        | 2; k=1: 0   | 2; k=1: 1 | k    |
        """,
        Reasons:
        $$"""
              | why the paper counts otherwise
        join  | {{KeyTreeCosts.Join}}
        leave | The paper counts log n sends; the lowest new key goes up from the leaver's sibling, so there are k-1 levels.
        """);
}
