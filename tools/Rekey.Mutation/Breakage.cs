namespace Rekey.Mutation;

/// <summary>What kind of text a breakage is in, which says who can be expected to notice it.</summary>
public enum Area
{
    /// <summary>The protocols themselves: <c>reference/</c>.</summary>
    Reference,

    /// <summary>A cell of a control table: <c>spec/Rekey.Spec</c>.</summary>
    Table,

    /// <summary>What judges runs: the monitors, and the abstract service that one of them compares with.</summary>
    Monitor,

    /// <summary>A mutant of the project's own, by hand.</summary>
    Mutant,
}

/// <summary>One way to break the project.</summary>
/// <param name="Id">Names it for as long as the member it is in does not change: file, member, operator, number among those of one operator in the member.</param>
/// <param name="Area">What kind of text it is in.</param>
/// <param name="Rule">The rule that is cited nearest, or, in a monitor, its property; null where the text cites none.</param>
/// <param name="Operator">The operator that made it.</param>
/// <param name="File">The file, from the root, with slashes.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Before">What stands there.</param>
/// <param name="After">What stands there instead.</param>
public sealed record Breakage(string Id, Area Area, string? Rule, string Operator, string File, int Line, string Before, string After)
{
    /// <summary>Where the change begins in the file's text; 0 for mutants by hand.</summary>
    public int Start { get; init; }

    /// <summary>How much of the text it replaces.</summary>
    public int Length { get; init; }

    /// <summary>What it puts there.</summary>
    public string Replacement { get; init; } = "";

    /// <summary>Text of a program on one line, cut where it is long.</summary>
    public static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 110 ? line : line[..107] + "...";
    }
}
