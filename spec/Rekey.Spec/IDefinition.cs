namespace Rekey.Spec;

/// <summary>Something specified that runs and can be explored: a rekey protocol, or a layer of the system below.</summary>
public interface IDefinition
{
    /// <summary>What the specification says of it.</summary>
    ISpecified Spec { get; }
}
