using Spectre.Console;
using Spectre.Console.Rendering;

namespace Rekey.Reports.Printing;

/// <summary>
/// Where a command writes, and what stops it. All that is shown goes through here: so text from files cannot command a terminal or a CI
/// (<see cref="PlainText"/>), and a standard output or error that is full or closed stops nothing (<see cref="SteadyWriter"/>).
/// </summary>
public sealed class Terminal
{
    /// <summary>Width of what is written to a file or a pipe.</summary>
    private const int PlainWidth = 118;

    private readonly SteadyWriter output;
    private readonly SteadyWriter error;

    /// <summary>Writes to these; colours and moving progress only where a person looks on.</summary>
    public Terminal(TextWriter output, TextWriter error, CancellationToken cancel)
        : this(output, error, cancel, ReferenceEquals(output, System.Console.Out) && !System.Console.IsOutputRedirected)
    {
    }

    private Terminal(TextWriter output, TextWriter error, CancellationToken cancel, bool interactive)
    {
        (this.output, this.error) = (new SteadyWriter(output), new SteadyWriter(error));
        (Cancel, Interactive) = (cancel, interactive);
        Console = Interactive ? AnsiConsole.Create(new AnsiConsoleSettings { Out = new Screen(this.output) }) : Plain(this.output);
    }

    /// <summary>Standard output, for what writes help.</summary>
    public TextWriter Output => output;

    /// <summary>Standard error, for what writes help.</summary>
    public TextWriter Error => error;

    /// <summary>Whether something could not be written to standard output.</summary>
    public bool OutputFailed => output.Failed;

    /// <summary>Set by Ctrl-C, and by a request to end.</summary>
    public CancellationToken Cancel { get; }

    /// <summary>Whether a person looks at the output.</summary>
    public bool Interactive { get; }

    /// <summary>For tables and progress.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>Writes one line of text, whatever is in it.</summary>
    public void Line(string text = "") => output.WriteLine(PlainText.OneLine(text));

    /// <summary>Writes lines of our own. What of them comes from elsewhere was made one line before.</summary>
    public void Lines(string text) => output.WriteLine(PlainText.Lines(text));

    /// <summary>Writes a table. In a file nobody wants the blanks that pad its lines.</summary>
    /// <param name="table">The table.</param>
    /// <param name="width">How wide it is where there is no screen that bounds it.</param>
    public void Show(IRenderable table, int width = PlainWidth)
    {
        if (Interactive)
        {
            Console.Write(table);
            return;
        }

        var text = new StringWriter();
        var plain = Plain(text, width);
        plain.Write(table);
        foreach (var line in text.ToString().TrimEnd().Split('\n').SkipWhile(string.IsNullOrWhiteSpace))
        {
            Line(line.TrimEnd());
        }
    }

    /// <summary>Writes a warning to standard error.</summary>
    public void Warn(string text) => Note($"warning: {text}");

    /// <summary>Writes what went wrong to standard error.</summary>
    public void Fail(string text) => Note($"error: {text}");

    /// <summary>Writes a line to standard error.</summary>
    public void Note(string text) => error.WriteLine(PlainText.OneLine(text));

    /// <summary>
    /// Does something, and shows what it says when it is done, or when it failed: files are written first, so that they are there when standard output is
    /// full, closed, or read by nobody.
    /// </summary>
    public int FilesFirst(Func<Terminal, int> work)
    {
        var said = new StringWriter();
        try
        {
            return work(new Terminal(said, error, Cancel, Interactive));
        }
        finally
        {
            output.Write(said.ToString());
        }
    }

    private static IAnsiConsole Plain(TextWriter writer, int width = PlainWidth)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No,
        });
        console.Profile.Width = width;
        return console;
    }
}
