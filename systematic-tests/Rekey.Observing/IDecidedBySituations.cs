namespace Rekey.Observing;

/// <summary>
/// A monitor that says what its verdict rests on. An exhaustive search judges one run of each situation; so it decides a property only if all that the
/// verdict rests on is told apart. Of a monitor that does not say so, nothing is decided, whatever was searched.
/// </summary>
public interface IDecidedBySituations
{
    /// <summary>What has to be told apart for the verdict.</summary>
    Situations RestsOn { get; }

    /// <summary>A property that is stronger: where that is decided to hold, this one is. Null for none.</summary>
    string? ImpliedBy => null;
}
