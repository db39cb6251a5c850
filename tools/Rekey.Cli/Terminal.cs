using Spectre.Console;
using Spectre.Console.Rendering;

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
        Console = Interactive ? AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }) : Plain(output);
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

    /// <summary>Writes a table. In a file nobody wants the blanks that pad its lines.</summary>
    public void Show(IRenderable table)
    {
        if (Interactive)
        {
            Console.Write(table);
            return;
        }

        var text = new StringWriter();
        var plain = Plain(text);
        plain.Write(table);
        foreach (var line in text.ToString().TrimEnd().Split('\n').SkipWhile(string.IsNullOrWhiteSpace))
        {
            Output.WriteLine(line.TrimEnd());
        }
    }

    /// <summary>Writes a warning to standard error.</summary>
    public void Warn(string text) => Error.WriteLine($"warning: {text}");

    private static IAnsiConsole Plain(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No,
        });
        console.Profile.Width = PlainWidth;
        return console;
    }
}
