using Rekey.Coyote.Specifications;
using Rekey.Explorer;
using Rekey.Worlds;

namespace Rekey.Coyote.Hosting;

/// <summary>What a schedule runs on, and who is told how it ends.</summary>
internal interface IStage
{
    /// <summary>The world.</summary>
    IExploredWorld World { get; }

    /// <summary>The properties.</summary>
    SpecificationSet Specifications { get; }

    /// <summary>At most so many transitions.</summary>
    int Steps { get; }

    /// <summary>Notes a violation.</summary>
    /// <returns>Whether it ends the schedule.</returns>
    bool Note(Violation violation, Run run);

    /// <summary>A schedule came to its end, at rest or at the bound on transitions; not one that a violation or Coyote's own bound ended.</summary>
    void Ended(bool quiescent);
}
