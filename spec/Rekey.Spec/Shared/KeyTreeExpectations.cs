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
        [
            .. independence,
            new(Properties.PerfectForwardSecrecy, Expected.FailsAsExpected, "keys travel on channels that the receivers' long-term keys open"),
            new(Properties.ErasureSecrecy, Expected.FailsAsExpected, "a key of the path opens the group keys that were sent under it, and the long-term key of a member opens what was sealed to it"),
            new(Properties.PostCompromiseSecurity, Expected.FailsAsExpected, "a refresh sends the new group key under keys that stay, and the long-term key of a member opens what will be sealed to it"),
            new(Properties.WeakErasureSecrecy, Expected.Holds, "a member keeps the keys of its path and no others (K-17), and no key is sent under a later one"),
            new(Properties.WeakPostCompromiseSecurity, Expected.Holds, "a key is sent only under keys of its own subtree, so that nothing leads from those of an old path to those of a new one (K-03)"),
        ]),
        new(Properties.PlanSoundness, Expected.Holds),
    ];
}
