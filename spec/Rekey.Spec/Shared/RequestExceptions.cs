namespace Rekey.Spec.Shared;

/// <summary>When what an application asked for need not happen (spec/properties.md, RequestProgress).</summary>
/// <param name="When">What happened, as the page says it.</param>
/// <param name="Why">Why that excuses, as the page says it.</param>
/// <param name="ExcusesLoss">Whether what was asked for may be gone; else it has to wait on.</param>
public sealed record RequestException(string When, string Why, bool ExcusesLoss);

/// <summary>The exceptions of RequestProgress, all of them.</summary>
public static class RequestExceptions
{
    /// <summary>The member crashed.</summary>
    public static readonly RequestException Crashed = new("the member crashed", "what it was asked for is lost with it, as its state is", true);

    /// <summary>The member left.</summary>
    public static readonly RequestException Left = new("the member left", "it takes part no more (T-12)", true);

    /// <summary>The adversary kept a message of the last view from somebody.</summary>
    public static readonly RequestException Withheld = new(
        "the adversary [withheld](model/adversary.md#withhold) a message of the view that the component agreed on last",
        "(b) and (c) are waived, as in Liveness: whoever can stop messages can keep a view without a key",
        false);

    /// <summary>All, in the order of the page.</summary>
    public static IReadOnlyList<RequestException> All { get; } = [Crashed, Left, Withheld];
}
