using Spectre.Console;

namespace Rekey.Cli;

/// <summary>Where a command writes, and what stops it.</summary>
public sealed class Terminal
{
    /// <summary>Width of what is written to a file or a pipe.</summary>
    private const int PlainWidth = 118;

    /// <summary>Writes to these; colours and moving progress only where a person looks on.</summary>
    public Terminal(TextWriter output, TextWriter error, CancellationToken cancel)
    {
        (Output, Error, Cancel) = (output, error, cancel);
        Interactive = ReferenceEquals(output, System.Console.Out) && !System.Console.IsOutputRedirected;
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = Interactive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = Interactive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = Interactive ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!Interactive)
        {
            Console.Profile.Width = PlainWidth;
        }
    }

    /// <summary>Standard output.</summary>
    public TextWriter Output { get; }

    /// <summary>Standard error.</summary>
    public TextWriter Error { get; }

    /// <summary>Set by Ctrl-C.</summary>
    public CancellationToken Cancel { get; }

    /// <summary>Whether a person looks at the output.</summary>
    public bool Interactive { get; }

    /// <summary>For tables and progress.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>Writes a line of plain text.</summary>
    public void Line(string text = "") => Output.WriteLine(text);

    /// <summary>Writes a warning to standard error.</summary>
    public void Warn(string text) => Error.WriteLine($"warning: {text}");
}
