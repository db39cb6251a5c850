using Rekey.Monitors.Checking;

namespace Rekey.CoyoteHost;

/// <summary>What Coyote did in a campaign, and found.</summary>
/// <param name="Schedules">Schedules begun.</param>
/// <param name="Steps">Transitions made.</param>
/// <param name="Unfinished">Schedules that a bound cut off.</param>
/// <param name="Elapsed">How long it took, from the first schedule's beginning to the last one's end.</param>
/// <param name="Processor">Processor time of the whole process meanwhile.</param>
/// <param name="Findings">The first finding for each violated property.</param>
/// <param name="Objection">What Coyote objected to of its own accord, for example a deadlock of the host; null for nothing.</param>
internal sealed record CampaignReport(
    long Schedules, long Steps, long Unfinished, TimeSpan Elapsed, TimeSpan Processor, IReadOnlyDictionary<string, Finding> Findings, string? Objection)
{
    /// <summary>Schedules per second.</summary>
    public double SchedulesPerSecond => Schedules / Elapsed.TotalSeconds;

    /// <summary>The finding that ended the campaign; null where none did.</summary>
    public Finding? Ending(CheckRequest request) => Findings.Values.FirstOrDefault(f => request.Ends(f.Violation));
}
