namespace Rekey.Costs.Agreements;

/// <summary>What one member did in one or more steps.</summary>
public readonly record struct Work
{
    /// <summary>Elements raised to secret scalars or their inverses; a blinded share, which is a power of the generator, counts as well.</summary>
    public int Exponentiations { get; init; }

    /// <summary>Elements raised to small integers.</summary>
    public int SmallPowers { get; init; }

    /// <summary>Products of two elements.</summary>
    public int Products { get; init; }

    /// <summary>Signatures of the agreement's own messages.</summary>
    public int Signatures { get; init; }

    /// <summary>Verifications of the agreement's own messages.</summary>
    public int Verifications { get; init; }

    /// <summary>Signatures of reports, lineups, acks and ProtoDone.</summary>
    public int FrameSignatures { get; init; }

    /// <summary>Verifications of reports, lineups, acks and ProtoDone.</summary>
    public int FrameVerifications { get; init; }

    /// <summary>Time spent (<see cref="WorkClock"/>).</summary>
    public long Nanoseconds { get; init; }

    /// <summary>Both together.</summary>
    public static Work operator +(Work a, Work b) => new()
    {
        Exponentiations = a.Exponentiations + b.Exponentiations,
        SmallPowers = a.SmallPowers + b.SmallPowers,
        Products = a.Products + b.Products,
        Signatures = a.Signatures + b.Signatures,
        Verifications = a.Verifications + b.Verifications,
        FrameSignatures = a.FrameSignatures + b.FrameSignatures,
        FrameVerifications = a.FrameVerifications + b.FrameVerifications,
        Nanoseconds = a.Nanoseconds + b.Nanoseconds,
    };
}

/// <summary>Counts the work of whoever steps now: one meter serves a group whose members step one after the other.</summary>
public sealed class WorkMeter
{
    private Work now;

    /// <summary>Something was done.</summary>
    public void Add(Work work) => now += work;

    /// <summary>What was done since the last call.</summary>
    public Work Take()
    {
        var done = now;
        now = default;
        return done;
    }
}
