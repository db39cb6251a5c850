namespace Rekey.Spec.Shared;

/// <summary>Which properties the key-tree protocols have, by tree policy (spec/properties.md).</summary>
public static class KeyTreeExpectations
{
    /// <summary>With the paper's trees.</summary>
    public static IReadOnlyList<Expectation> Paper { get; } = Of(new Expectation(
        Properties.KeyIndependence,
        Expected.FailsAsExpected,
        "a join, merge or refresh may encrypt the new group key under an older one, which has become the key of a subtree"));

    /// <summary>With balanced trees.</summary>
    public static IReadOnlyList<Expectation> Balanced { get; } = Of(new Expectation(Properties.KeyIndependence, Expected.Holds));

    private static IReadOnlyList<Expectation> Of(Expectation keyIndependence) =>
    [
        .. Expectation.AllHoldBut(
            keyIndependence,
            new(Properties.PerfectForwardSecrecy, Expected.FailsAsExpected, "keys travel on channels that the receivers' long-term keys open")),
        new(Properties.PlanSoundness, Expected.Holds),
    ];
}
