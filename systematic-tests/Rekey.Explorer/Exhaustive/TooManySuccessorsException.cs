namespace Rekey.Explorer.Exhaustive;

/// <summary>A state has more transitions of one kind than options can number: a search that met it cannot be complete.</summary>
/// <param name="message">Which.</param>
public sealed class TooManySuccessorsException(string message) : Exception(message);
