namespace Rekey.Checking.Judging;

/// <summary>What it means that an exploration did not visit a cell, did not reach a goal, or found no attack that is expected.</summary>
public enum Breadth
{
    /// <summary>A failure: the exploration was meant to be complete.</summary>
    Required,

    /// <summary>Of cells and goals a warning, of attacks a failure: it was meant to be short.</summary>
    Warned,

    /// <summary>Nothing: it was meant to look at something particular.</summary>
    NotJudged,
}
