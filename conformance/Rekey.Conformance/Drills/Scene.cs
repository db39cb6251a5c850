using Rekey.Core;
using Rekey.Worlds.Benches;

namespace Rekey.Conformance.Drills;

/// <summary>How a bench comes to an open run in which messages are drilled.</summary>
/// <param name="Name">The name, for people.</param>
/// <param name="Play">Opens the run; nothing of it is handed over yet.</param>
public sealed record Scene(string Name, Action<Bench> Play)
{
    /// <summary>Every way in which a run can begin, each once.</summary>
    public static IReadOnlyList<Scene> All { get; } =
    [
        new("two", static b => b.Install(1, ["m1", "m2"])),
        new("first", static b => b.Install(1, ["m1", "m2", "m3", "m4"])),
        new("join", static b => b.Install(1, ["m1", "m2", "m3", "m4"]).Settle().Install(2, ["m1", "m2", "m3", "m4", "m5"])),
        new("join-leads", static b => b.Install(1, ["m1", "m2", "m3"]).Settle().Install(2, ["a1", "m1", "m2", "m3"])),
        new("merge", static b => b.Install(1, ["m1", "m3", "m5"]).Install(1, ["m2", "m4"]).Settle().Install(2, ["m1", "m2", "m3", "m4", "m5"])),
        new("leave", static b => b.Install(1, ["m1", "m2", "m3", "m4", "m5"]).Settle().Install(2, ["m1", "m3", "m4", "m5"])),
        new("leader-leaves", static b => b.Install(1, ["m1", "m2", "m3", "m4"]).Settle().Install(2, ["m2", "m3", "m4"])),
        new("partition", static b => b.Install(1, ["m1", "m2", "m3", "m4", "m5", "m6"]).Settle().Install(2, ["m1", "m4", "m6"])),
        new("refresh", static b => b.Install(1, ["m1", "m2", "m3", "m4"]).Settle().Feed(MemberId.Parse("m2"), RefreshRequested.Instance)),
    ];
}
