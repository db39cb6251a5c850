using Rekey.Explorer;
using Rekey.Worlds;

namespace Rekey.Tests.Monitors.Clauses;

/// <summary>A monitor without one of its clauses: where it would say that, it says nothing and goes on, as if the clause were taken out of it.</summary>
/// <param name="inner">The monitor.</param>
/// <param name="isClause">Whether a message is the clause's.</param>
internal sealed class DeafMonitor(IMonitor<VsWorld> inner, Predicate<string> isClause) : IMonitor<VsWorld>
{
    /// <summary>How often the clause was to be said.</summary>
    public int Unsaid { get; private set; }

    public string Property => inner.Property;

    public bool NeedsRest => inner.NeedsRest;

    public void Reset() => inner.Reset();

    public string? AfterStep(VsWorld world) => Without(inner.AfterStep(world));

    public string? AtEnd(VsWorld world, bool quiescent) => Without(inner.AtEnd(world, quiescent));

    private string? Without(string? message)
    {
        if (message is null || !isClause(message))
        {
            return message;
        }

        Unsaid++;
        return null;
    }
}
