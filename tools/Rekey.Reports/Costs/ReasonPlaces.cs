using Rekey.Reports.SpecRendering;

namespace Rekey.Reports.Costs;

/// <summary>Where the reasons of differences between measured and published costs are told.</summary>
public static class ReasonPlaces
{
    /// <summary>Where reasons are told that several protocols have; one that is a protocol's own is told on its page.</summary>
    public const string Document = "spec/costs-key-agreement.md";

    /// <summary>The page on which a protocol's reason is told, relative to the repository: its own if that has the heading.</summary>
    public static string PageOf(string protocol, string heading) => SpecPlaces.Protocol(protocol).Path is var own && SpecPlaces.HasHeading(own, heading) ? own : Document;

    /// <summary>The anchor that the usual renderers give a heading.</summary>
    public static string Anchor(string heading) => string.Concat(heading.ToLowerInvariant().Where(static c => char.IsLetterOrDigit(c) || c is ' ' or '-')).Replace(' ', '-');
}
