using Rekey.Spec;

namespace Rekey.Costs.Agreements;

/// <summary>Reads the tables of formulas in the specifications of the key agreements.</summary>
public static class CostLines
{
    /// <summary>The cells of every key agreement and event, in the order of <see cref="CostColumn"/>.</summary>
    /// <param name="table">Which table.</param>
    /// <param name="read">Reads a cell.</param>
    /// <exception cref="FormatException">A line is of no event, or a cell is empty.</exception>
    public static Dictionary<(string Protocol, CostEvent Event), T[]> Read<T>(Func<CostSheet, string> table, Func<string, T> read) =>
        AgreementScenario.Protocols
            .SelectMany(p => CostSheet.Lines(table(p.Spec.Costs)).Select(line => (p.Spec.Name, Line: line)))
            .ToDictionary(static l => (l.Name, EventOf(l.Line[0])), l => l.Line[1..].Select(c => Cell(l.Name, c, read)).ToArray());

    /// <summary>An event by its name in a table.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static CostEvent EventOf(string name) =>
        Enum.TryParse<CostEvent>(name, ignoreCase: true, out var happening) ? happening : throw new FormatException($"'{name}': no event that costs are measured of");

    private static T Cell<T>(string protocol, string cell, Func<string, T> read) =>
        cell.Length > 0 ? read(cell) : throw new FormatException($"costs of {protocol}: an empty cell; leave out those at the end, or the line");
}
