namespace Rekey.Spec.Shared;

/// <summary>Which properties the key-tree protocols have, by tree policy (spec/properties.md).</summary>
public static class KeyTreeExpectations
{
    private const string RootKept = "a join, merge or refresh may encrypt the new group key under an older one, which has become the key of a subtree";

    /// <summary>With the paper's trees.</summary>
    public static IReadOnlyList<Expectation> Paper { get; } = Of(
        new(Properties.ForwardSecrecy, Expected.FailsAsExpected, RootKept),
        new(Properties.BackwardSecrecy, Expected.Holds, "new keys are encrypted under older ones or under each other, never older ones under newer: later keys open nothing that an earlier one is in"),
        new(Properties.KeyIndependence, Expected.FailsAsExpected, RootKept),
        new(Properties.StrongKeyIndependence, Expected.FailsAsExpected, RootKept));

    /// <summary>With balanced trees.</summary>
    public static IReadOnlyList<Expectation> Balanced { get; } =
        Of([.. Expectation.GroupKeysTellNothing("no key that encrypts another one was ever a group key, and the key of a root is replaced before it becomes that of a subtree (K-09)")]);

    private static IReadOnlyList<Expectation> Of(params Expectation[] independence) =>
    [
        .. Expectation.AllHoldBut(
            [.. independence, new(Properties.PerfectForwardSecrecy, Expected.FailsAsExpected, "keys travel on channels that the receivers' long-term keys open")]),
        new(Properties.PlanSoundness, Expected.Holds),
    ];
}
