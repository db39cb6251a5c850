namespace Rekey.Spec.Shared;

/// <summary>All that explorations in the virtual-synchrony world do not visit, with the reasons.</summary>
public static class UnvisitedReasons
{
    private const string Bytes =
        "it is about bytes: explorations run over terms, where whatever is no message of the group is rejected under W-01; vectors and tests of the codec visit it";

    private const string Contents = "it says what members hold, send or compute, and no step is decided by it; the monitors of the properties watch what comes of it";
    private const string Plans = "it says what a plan holds, and no step is decided by it; PlanSoundness checks every plan, and vectors pin them";

    private const string Insiders =
        "a member of the view would have to break it under its own signature, and members are honest (spec/model/adversary.md); what the adversary keeps back or "
        + "plays again is deferred or rejected before (A-07, A-13); drills visit it with the lies of insiders";

    private const string KeptBack =
        "seen in no run, and not proven: besides a lying insider, whom drills play, a sponsor's later announcement could break it while an earlier one "
        + "of another length is kept back";

    private const string NoViewYet = "without a view there is nobody to pose as, nothing to keep back, and nothing that a message could be about";
    private const string Gone = "who has left is in no component any more, and nobody asks it for anything";

    /// <summary>All entries.</summary>
    public static IReadOnlyList<Unvisited> All { get; } =
    [
        .. Rules(Contents, "T-01", "T-02", "T-08"),
        .. Rules(Bytes, [.. Numbered("W", 2, 23)]),
        .. Rules(Plans, [.. Numbered("K", 3, 9), "K-12", "K-17", .. Numbered("B", 1, 3), .. Numbered("C", 1, 4), .. Numbered("O", 1, 6), .. Numbered("O3", 1, 3)]),
        new(Visit.Rule, "K-14", "the server sends everything itself, in order, and the plan goes first", ["C", "C-balanced"]),
        .. Rules(Contents, "A-03", "A-09", "A-14"),
        .. Rules(Contents, [.. Numbered("CKD", 1, 5), "CKD-07"]),
        .. Rules(Contents, "BD-01", "BD-02", "BD-05", "BD-06"),
        .. Rules(Contents, "STR-01", "STR-02", "STR-07", "STR-10"),
        .. Rules(Contents, [.. Numbered("GDH", 1, 5), "GDH-09"]),
        .. Rules(Contents, [.. Numbered("TGDH", 1, 6), "TGDH-08", "TGDH-12"]),
        .. Rules(Insiders, "A-15", "CKD-09", "BD-04", "GDH-07", "GDH-10", "GDH-11", "TGDH-07", "TGDH-09"),
        .. Rules(KeptBack, "TGDH-10"),
        .. Rules(Insiders, "STR-03", "STR-04", "STR-05", "STR-06", "STR-08", "STR-09"),
        .. Strikes(NoViewYet, "Outside", "forge", "withhold", "alter"),
        .. Strikes(
            Gone, "Left", "crash", "recover", "leave", "join", "partition", "merge", "refresh", "send", "replay", "forge", "withhold", "alter", "transplant"),
    ];

    /// <summary>The entry for something of a protocol; null where none is known.</summary>
    public static Unvisited? Find(string protocol, Visit kind, string subject) => All.FirstOrDefault(u => u.IsOf(protocol, kind, subject));

    private static IEnumerable<string> Numbered(string letters, int first, int last) => Enumerable.Range(first, last - first + 1).Select(n => $"{letters}-{n:00}");

    private static IEnumerable<Unvisited> Rules(string reason, params string[] rules) => rules.Select(r => new Unvisited(Visit.Rule, r, reason, []));

    private static IEnumerable<Unvisited> Strikes(string reason, string state, params string[] faults) =>
        faults.Select(f => new Unvisited(Visit.Strike, $"{f} at {state}", reason, []));
}
