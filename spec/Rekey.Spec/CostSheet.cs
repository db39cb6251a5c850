namespace Rekey.Spec;

/// <summary>
/// What a protocol costs, as tables of text, which <c>rekey costs</c> reads, evaluates and prints. The first line of a table has the titles of its columns;
/// each further one is of an event, the cells between bars. A cell that is empty says nothing, and so does a table that is not there.
/// </summary>
/// <param name="Stated">
/// What it costs here: a formula a cell (<c>2n+2; N=2: 1</c>; after <c>&lt;=</c> a bound), in the letters of spec/costs-key-agreement.md, "What is
/// counted"; of protocols with key trees, n and k with n = 2^k. A measurement that is not as stated fails.
/// </param>
/// <param name="Published">
/// What is published of it. Of key agreements a formula a cell, with a mark that says where it is known from (spec/costs-key-agreement.md, "What is
/// published"); of protocols with key trees, paper A's words.
/// </param>
/// <param name="Reasons">
/// Why the two differ. Of key agreements: for which events, quantities and groups, and the heading under which the reason stands, on the protocol's own
/// page or in spec/costs-key-agreement.md; of protocols with key trees, a sentence for an event.
/// </param>
public sealed record CostSheet(string Stated = "", string Published = "", string Reasons = "")
{
    /// <summary>Of a protocol that states nothing: it is measured, and compared with nothing.</summary>
    public static CostSheet Empty { get; } = new();

    /// <summary>The lines of a table below its titles, as cells: the event, then the columns.</summary>
    /// <param name="table">One of the three texts.</param>
    public static IEnumerable<string[]> Lines(string table) =>
        table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(static l => l.Split('|', StringSplitOptions.TrimEntries));
}
