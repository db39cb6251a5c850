using Rekey.Core;
using Rekey.Crypto;
using Rekey.Runs;

namespace Rekey.Mutants;

/// <summary>
/// A place in a member's state for what it should not have any more: among the keys of its view, under a number that no run has. Nothing finds it there, so that
/// what is sent, taken and rejected is what it would be without it.
/// </summary>
internal static class Hoard
{
    private const uint NoRun = 0;

    /// <summary>The state after a step with what was hoarded before it, and something more.</summary>
    public static RunMember Carry(RunMember before, RunMember after, params IEnumerable<CryptoValue?> more) => after with
    {
        Traffic = after.Traffic with
        {
            Keys =
            [
                .. before.Traffic.Keys.Where(static k => k.Epoch.Run == NoRun),
                .. more.OfType<CryptoValue>().Select(static v => new EpochKey(new Epoch(null, default, NoRun), v, v)),
                .. after.Traffic.Keys.Where(static k => k.Epoch.Run != NoRun),
            ],
        },
    };

    /// <summary>The traffic keys of all members of a view, under all keys of it.</summary>
    public static IEnumerable<CryptoValue> TrafficKeys(RunMember member, ICipherSuite suite) => member.View is not { } view
        ? []
        : from key in member.Traffic.Keys where key.Epoch.Run != NoRun from sender in view.Members select suite.TrafficKey(key.Key, sender);
}
