namespace Rekey.Core;

/// <summary>
/// A numbered rule of the specification, for example <c>P-04</c>. The prose, the code and a test each cite it; a test fails for a rule
/// that any of the three lacks.
/// </summary>
/// <param name="Id">Letters, a hyphen, two digits.</param>
/// <param name="Title">What the rule says, in one line.</param>
public sealed record RuleId(string Id, string Title)
{
    /// <inheritdoc/>
    public override string ToString() => Id;
}
