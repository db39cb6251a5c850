using System.Text;
using Spectre.Console;

namespace Rekey.Reports.Printing;

/// <summary>A person's screen, written to through any writer.</summary>
/// <param name="writer">Where it is written to.</param>
public sealed class Screen(TextWriter writer) : IAnsiConsoleOutput
{
    private readonly AnsiConsoleOutput real = new(System.Console.Out);

    /// <inheritdoc/>
    public TextWriter Writer => writer;

    /// <inheritdoc/>
    public bool IsTerminal => true;

    /// <inheritdoc/>
    public int Width => real.Width;

    /// <inheritdoc/>
    public int Height => real.Height;

    /// <inheritdoc/>
    public void SetEncoding(Encoding encoding) => real.SetEncoding(encoding);
}
