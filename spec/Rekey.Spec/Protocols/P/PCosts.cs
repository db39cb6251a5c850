namespace Rekey.Spec.Protocols;

/// <summary>What P costs. It is not in the table of paper A, section 4.4.</summary>
internal static class PCosts
{
    /// <summary>The table; of any n, for there are no trees.</summary>
    public static readonly CostSheet Sheet = new(
        """
              | p2p | multicasts | keys | ciphertexts | rounds    | kept | at server
        build | n-1 | 0          | n-1  | 0           | 1         | 1    |
        join  | n   | 0          | n    | 0           | 1         | 1    |
        leave | n-2 | 0          | n-2  | 0           | 1; n=2: 0 | 1    |
        merge | n-1 | 0          | n-1  | 0           | 1         | 1    |
        """);
}
