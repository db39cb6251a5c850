namespace Rekey.Reports.Rendering;

/// <summary>Where rows and lifelines are. The list of steps beside the diagram has the same row heights.</summary>
public sealed class DiagramLayout
{
    /// <summary>Height of the heads above the first row.</summary>
    public const double HeadHeight = 40;

    /// <summary>Height of a line of the list.</summary>
    private const double LineHeight = 17;

    private const double RowPadding = 13;
    private const double Gutter = 96;
    private const double Spacing = 122;
    private const double RightMargin = 100;

    private readonly double[] tops;
    private readonly Dictionary<string, double> places;

    /// <summary>Lays out a story.</summary>
    public DiagramLayout(TraceStory story)
    {
        tops = new double[story.LastRow + 2];
        for (var row = 1; row <= story.LastRow; row++)
        {
            tops[row + 1] = tops[row] + RowPadding + (LineHeight * StepLines.Of(story, row).Sum(l => l.Rows));
        }

        places = story.Lifelines.Select((l, i) => (l.Name, X: Gutter + (Spacing * i))).ToDictionary(l => l.Name, l => l.X, StringComparer.Ordinal);
        Width = Gutter + (Spacing * (story.Lifelines.Count - 1)) + RightMargin;
        Height = tops[^1];
    }

    /// <summary>Width of the diagram.</summary>
    public double Width { get; }

    /// <summary>Height of the diagram without heads.</summary>
    public double Height { get; }

    /// <summary>Where a lifeline is.</summary>
    public double X(string process) => places[process];

    /// <summary>Where a row begins; the row after the last is the end.</summary>
    public double Top(int row) => tops[row];

    /// <summary>How high a row is.</summary>
    public double RowHeight(int row) => tops[row + 1] - tops[row];

    /// <summary>Where things of a row are drawn: beside the row's first line.</summary>
    public double Y(int row) => row >= tops.Length - 1 ? Height : tops[row] + 16;
}
