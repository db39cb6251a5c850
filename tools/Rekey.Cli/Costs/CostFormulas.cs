using System.Numerics;

namespace Rekey.Cli.Costs;

/// <summary>
/// What key distribution costs by the plans of paper A, counted exactly; n = 2^k. The paper's own table (section 4.4) is asymptotic, and its text
/// counts a few things otherwise: see <see cref="PaperTable"/> and <see cref="Notes"/>.
/// </summary>
internal static class CostFormulas
{
    /// <summary>The exact cost; null where the formula is not known: other trees, or a group size that is no power of two.</summary>
    public static ExactCost? Exact(CostProtocol protocol, CostEvent wanted, int n)
    {
        if (protocol.Name == "P")
        {
            var sends = wanted switch { CostEvent.Join => n, CostEvent.Leave => n - 2, _ => n - 1 };
            return new ExactCost(sends, 0, sends, 0, sends == 0 ? 0 : 1, 1);
        }

        if (!protocol.HasFormulas || !BitOperations.IsPow2(n))
        {
            return null;
        }

        var k = BitOperations.Log2((uint)n);
        return (protocol.Name, wanted) switch
        {
            ("C", CostEvent.Build) => new ExactCost(0, 1, 0, 2 * (n - 1), 1, k + 1, (2 * n) - 1),
            ("C", CostEvent.Join) => new ExactCost(0, 1, 0, 2, 1, k + 2, (2 * n) + 1),
            ("C", CostEvent.Leave) => Leave(k, new ExactCost(0, 1, 0, 2 * (k - 1), 1, k + 1, (2 * n) - 3), server: 1),

            // The other server and its clients are new to the first one: n/2 registrations, and as many new inner keys.
            ("C", CostEvent.Merge) => new ExactCost(0, 1, 0, n, 1),
            ("B", CostEvent.Build) => new ExactCost(n - 1, n - 2, n - 1, n - 2, k == 1 ? 1 : 2 * (k - 1), k),
            ("O", CostEvent.Build) => new ExactCost(n - 1, (n / 2) - 1, (2 * n) - k - 2, n - k - 1, k == 1 ? 1 : 2, k),
            ("O3", CostEvent.Build) => new ExactCost(n - 1 + (n / 2) - 1, k == 1 ? 0 : 1, (2 * n) - k - 2, n - k - 1, k == 1 ? 1 : 3, k),
            (_, CostEvent.Join) => new ExactCost(1, 1, 1, 1, 1, k + 1),
            ("B", CostEvent.Leave) => Leave(k, new ExactCost(k - 1, (2 * (k - 1)) - 1, k - 1, (2 * (k - 1)) - 1, 2 * (k - 1), k)),
            ("O", CostEvent.Leave) => Leave(k, new ExactCost(k - 1, k - 1, k * (k - 1) / 2, k * (k - 1) / 2, 2, k)),
            ("O3", CostEvent.Leave) => Leave(k, new ExactCost(2 * (k - 1), 1, k * (k - 1) / 2, k * (k - 1) / 2, 3, k)),
            ("B" or "O", CostEvent.Merge) => k == 1 ? new ExactCost(1, 0, 1, 0, 1, 1) : new ExactCost(1, 2, 1, 2, 2, k),
            ("O3", CostEvent.Merge) => k == 1 ? new ExactCost(1, 0, 1, 0, 1, 1) : new ExactCost(2, 1, 1, 2, 3, k),
            _ => null,
        };
    }

    /// <summary>The exact formulas as text: point-to-point, multicasts, keys on secure channels, ciphertexts, rounds; n = 2^k, k at least 2.</summary>
    public static string ExactText(string protocol, CostEvent wanted) => (protocol, wanted) switch
    {
        ("P", CostEvent.Join) => "n / 0 / n / 0 / 1",
        ("P", CostEvent.Leave) => "n-2 / 0 / n-2 / 0 / 1",
        ("P", _) => "n-1 / 0 / n-1 / 0 / 1",
        ("C", CostEvent.Build) => "0 / 1 / 0 / 2(n-1) / 1",
        ("C", CostEvent.Join) => "0 / 1 / 0 / 2 / 1",
        ("C", CostEvent.Leave) => "0 / 1 / 0 / 2(k-1) / 1",
        ("C", _) => "0 / 1 / 0 / n / 1",
        ("B", CostEvent.Build) => "n-1 / n-2 / n-1 / n-2 / 2(k-1)",
        ("O", CostEvent.Build) => "n-1 / n/2-1 / 2n-k-2 / n-k-1 / 2",
        ("O3", CostEvent.Build) => "(n-1)+(n/2-1) / 1 / 2n-k-2 / n-k-1 / 3",
        (_, CostEvent.Join) => "1 / 1 / 1 / 1 / 1",
        ("B", CostEvent.Leave) => "k-1 / 2(k-1)-1 / k-1 / 2(k-1)-1 / 2(k-1)",
        ("O", CostEvent.Leave) => "k-1 / k-1 / k(k-1)/2 / k(k-1)/2 / 2",
        ("O3", CostEvent.Leave) => "2(k-1) / 1 / k(k-1)/2 / k(k-1)/2 / 3",
        ("O3", _) => "2 / 1 / 1 / 2 / 3",
        _ => "1 / 2 / 1 / 2 / 2",
    };

    /// <summary>The paper's table or text: point-to-point, multicasts, bytes, rounds; null where it says nothing.</summary>
    public static string? PaperTable(string protocol, CostEvent wanted) => (protocol, wanted) switch
    {
        ("C", CostEvent.Build) => "0 / 1 / O(n log n) / 1",
        ("C", CostEvent.Join) => "0 / 1 / O(1) / 1",
        ("C", CostEvent.Leave) => "0 / 1 / O(log n) / 1",
        ("O3", CostEvent.Build) => "O(n) / 1 / O(n log n) / 3",
        ("O3", CostEvent.Join) => "1 / 2 / O(1) / 2",
        ("O3", CostEvent.Leave) => "log n / log n / O(log^2 n) / 2",
        ("B", CostEvent.Build or CostEvent.Leave) => "rounds O(log n)",
        ("O", CostEvent.Build or CostEvent.Leave) => "rounds 2",
        _ => null,
    };

    /// <summary>Why the paper counts otherwise; null where it does not.</summary>
    public static string? Notes(string protocol, CostEvent wanted) => (protocol, wanted) switch
    {
        ("P", _) => null,
        ("C", CostEvent.Build) => "The paper takes the n individual keys for granted; here they are registered, and counted apart. Its server keeps \"n keys\"; with the inner ones there are 2n-1.",
        ("C", CostEvent.Join) => "The paper takes the newcomer's individual key for granted; here it is registered, and counted apart.",
        ("C", CostEvent.Merge) => "The tree of the server that gives way dies with it: its clients, and itself, are registered anew.",
        ("B", CostEvent.Build) => "The paper counts k agrees in a row. From the second one on, an agree is a send and a multicast, one because of the other; those of the first need no multicast, and the second need not wait for it: 2(k-1) messages in a row.",
        ("B", CostEvent.Leave) => "The paper counts agrees: k-1. Each is a send and a multicast in a row.",
        (_, CostEvent.Join) => "The paper's table has 2 multicasts and 2 rounds; one of them goes to the newcomer alone, who has the key already, and the send and the multicast need not wait for each other.",
        ("O", CostEvent.Leave) => "The paper counts log n sends; the lowest new key goes up from the leaver's sibling, so there are k-1 levels.",
        ("O3", CostEvent.Build) => "The paper counts n/2 sends to the collector; who collects sends none to itself.",
        ("O3", CostEvent.Leave) => "The paper's row is that of O; O3 sends the k-1 messages of stage 2 to the collector, and takes a third round.",
        _ => null,
    };

    /// <summary>Nobody sends anything when one of two leaves, but a server renews the other one's individual key.</summary>
    private static ExactCost Leave(int k, ExactCost cost, int? server = null) => k == 1 ? new ExactCost(0, 0, 0, 0, 0, 1, server) : cost;
}
