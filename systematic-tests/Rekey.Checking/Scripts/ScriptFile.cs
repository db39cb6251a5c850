using System.Text;

namespace Rekey.Checking.Scripts;

/// <summary>A command of a script, and what it must print.</summary>
/// <param name="Line">Where the command is, from 1.</param>
/// <param name="Command">The command.</param>
/// <param name="Golden">The lines that it must print; the first is two lines below the command.</param>
public sealed record ScriptBlock(int Line, string Command, IReadOnlyList<string> Golden);

/// <summary>
/// A run as text, written by hand and read by people: a command, a line of four hyphens, what the command prints, and an empty line. Around blocks may be
/// comments, after <c>#</c>. How to write one is in systematic-tests/scenarios/README.md.
/// </summary>
public sealed class ScriptFile
{
    private const string Rule = "----";

    /// <summary>Lines outside of blocks as they are, and blocks, in order.</summary>
    private readonly List<(string? Prose, ScriptBlock? Block)> parts = [];

    private ScriptFile(string name) => Name = name;

    /// <summary>The file, as messages name it.</summary>
    public string Name { get; }

    /// <summary>The blocks, in order.</summary>
    public IEnumerable<ScriptBlock> Blocks => parts.Select(static p => p.Block).OfType<ScriptBlock>();

    /// <summary>Reads a script.</summary>
    /// <param name="name">The file, as messages name it.</param>
    /// <param name="text">The script.</param>
    /// <exception cref="FormatException">A command without its line of hyphens, or no command at all; the line is named.</exception>
    public static ScriptFile Parse(string name, string text)
    {
        var (file, lines) = (new ScriptFile(name), text.ReplaceLineEndings("\n").Split('\n'));
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0 || lines[i][0] == '#')
            {
                file.parts.Add((lines[i], null));
                continue;
            }

            if (i + 1 == lines.Length || lines[i + 1] != Rule)
            {
                throw new FormatException($"{name}:{i + 2}: expected '{Rule}' below the command '{lines[i]}'");
            }

            var golden = lines[(i + 2)..].TakeWhile(static l => l.Length > 0).ToList();
            file.parts.Add((null, new ScriptBlock(i + 1, lines[i], golden)));
            i += 1 + golden.Count;
        }

        return file.Blocks.Any() ? file : throw new FormatException($"{name}:1: there is no command; expected one, as in 'group P members=3'");
    }

    /// <summary>The script with what its commands print now.</summary>
    public string With(IReadOnlyList<IReadOnlyList<string>> printed)
    {
        var (text, next) = (new StringBuilder(), 0);
        foreach (var (prose, block) in parts)
        {
            text.AppendJoin('\n', block is null ? [prose!] : [block.Command, Rule, .. printed[next++]]).Append('\n');
        }

        // The last line of a text that ends with a line feed is empty.
        return text.ToString()[..^1];
    }
}
