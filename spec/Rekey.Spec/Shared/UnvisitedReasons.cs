namespace Rekey.Spec.Shared;

/// <summary>
/// Why explorations in the virtual-synchrony world do not visit something: reasons that several rules have, and what protocols share and none of them
/// visits. What is one protocol's own stands in its specification.
/// </summary>
public static class UnvisitedReasons
{
    /// <summary>Of rules that decide nothing.</summary>
    public const string Contents = "it says what members hold, send or compute, and no step is decided by it; the monitors of the properties watch what comes of it";

    /// <summary>Of rules of plans.</summary>
    public const string Plans = "it says what a plan holds, and no step is decided by it; PlanSoundness checks every plan, and vectors pin them";

    /// <summary>Of rules that only a member could break.</summary>
    public const string Insiders =
        "a member of the view would have to break it under its own signature, and members are honest (spec/model/adversary.md); what the adversary keeps back or "
        + "plays again is deferred or rejected before (A-07, A-13); drills visit it with the lies of insiders";

    private const string Bytes =
        "it is about bytes: explorations run over terms, where whatever is no message of the group is rejected under W-01; vectors and tests of the codec visit it";

    private const string NoViewYet = "without a view there is nobody to pose as, nothing to keep back, and nothing that a message could be about";
    private const string Gone = "who has left is in no component any more, and nobody asks it for anything";

    /// <summary>What no exploration visits of any protocol.</summary>
    public static IReadOnlyList<Unvisited> OfAll { get; } =
    [
        .. Unvisited.Rules(Contents, "T-01", "T-02", "T-08"),
        .. Unvisited.Rules(Bytes, Numbered("W", 2, 23)),
        .. Unvisited.Rules(Plans, [.. Numbered("K", 3, 9), "K-12", "K-17"]),
        .. Unvisited.Rules(Contents, "A-03", "A-09", "A-14"),
        .. Unvisited.Rules(Insiders, "A-15"),
        new(Visit.Strike, "forge at Outside", NoViewYet),
        new(Visit.Strike, "withhold at Outside", NoViewYet),
        new(Visit.Strike, "alter at Outside", NoViewYet),
        new(Visit.Strike, "* at Left", Gone),
    ];

    /// <summary>Ids of rules from one number to another.</summary>
    /// <param name="letters">What they begin with.</param>
    /// <param name="first">The first number.</param>
    /// <param name="last">The last number.</param>
    public static IEnumerable<string> Numbered(string letters, int first, int last) => Enumerable.Range(first, last - first + 1).Select(n => $"{letters}-{n:00}");
}
