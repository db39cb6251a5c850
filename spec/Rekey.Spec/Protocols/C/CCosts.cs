namespace Rekey.Spec.Protocols;

/// <summary>What C costs: the paper's table and text (paper A, section 4.4), what it costs here, and why the two differ.</summary>
internal static class CCosts
{
    /// <summary>The tables, with the paper's trees; n = 2^k.</summary>
    public static readonly CostSheet Sheet = new(
        Published:
        """
              | p2p / multicasts / bytes / rounds
        build | 0 / 1 / O(n log n) / 1
        join  | 0 / 1 / O(1) / 1
        leave | 0 / 1 / O(log n) / 1
        """,
        Stated:
        """
              | p2p | multicasts | keys | ciphertexts | rounds    | kept        | at server
        build | 0   | 1          | 0    | 2(n-1)      | 1         | k+1         | 2n-1
        join  | 0   | 1          | 0    | 2           | 1         | k+2         | 2n+1
        leave | 0   | 1; k=1: 0  | 0    | 2(k-1)      | 1; k=1: 0 | k+1; k=1: 1 | 2n-3
        merge | 0   | 1          | 0    | n           | 1         |             |
        """,
        Reasons:
        """
              | why the paper counts otherwise
        build | The paper takes the n individual keys for granted; here they are registered, and counted apart. Its server keeps "n keys"; with the inner ones there are 2n-1.
        join  | The paper takes the newcomer's individual key for granted; here it is registered, and counted apart.
        merge | The tree of the server that gives way dies with it: its clients, and itself, are registered anew.
        """);
}
