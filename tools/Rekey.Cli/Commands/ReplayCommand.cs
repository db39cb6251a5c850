using System.CommandLine;
using Rekey.Cli.Running;
using Rekey.Reports;
using Rekey.Reports.Files;
using Rekey.Reports.Printing;
using Rekey.Reports.Rendering;
using Rekey.Reports.Replaying;

namespace Rekey.Cli.Commands;

/// <summary><c>rekey replay</c>: runs a trace again and shows it.</summary>
internal static class ReplayCommand
{
    private const string Description =
        """
        Runs a trace again, prints it step by step, and compares the verdict with the recorded one.

        Exits with 0 where the verdict is as recorded and no property is violated, or one that is expected to fail; with 1 where a property that
        is expected to hold is violated, or where the verdict differs from the recorded one.


        """;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("trace") { Description = "The trace, as rekey check and rekey mutants write it." };
        var mermaid = new Option<string?>("--mermaid") { Description = "Writes the trace as a Mermaid sequence diagram.", HelpName = "FILE" };
        var html = new Option<string?>("--html") { Description = "Writes the trace as one self-contained page.", HelpName = "FILE" };
        var engine = new Option<string?>("--engine") { Description = "With coyote, the choices are made by actors under Coyote as well; it must end in the same way.", HelpName = "NAME" };
        var command = new Command("replay", Description + ExitCode.Help) { file, mermaid, html, engine };
        command.SetAction(result =>
        {
            var (mermaidPath, htmlPath) = (result.GetValue(mermaid), result.GetValue(html));
            var underCoyote = Engine.Of(result.GetValue(engine)) == Engine.Coyote;
            OutputSet.Require([("--mermaid", mermaidPath), ("--html", htmlPath)], result.GetRequiredValue(file));
            var replay = Replay.Of(result.GetRequiredValue(file));
            var written = OutputPath.TryWrite("--mermaid", mermaidPath, () => TraceMermaid.Of(replay.Replayed), terminal);
            written &= OutputPath.TryWrite("--html", htmlPath, () => TraceHtml.Of(replay.Replayed, replay.Mutant?.Bug, replay.ViolatesExpectation), terminal);
            terminal.Lines(TraceText.Of(replay.Replayed));
            if (underCoyote)
            {
                Compare(replay, terminal);
            }

            return Conclude(replay, terminal) is var code && code == ExitCode.AsExpected && !written ? ExitCode.BadInput : code;
        });
        return command;
    }

    /// <summary>One world and the same monitors: where two engines see something else in the same choices, one of them is wrong.</summary>
    private static void Compare(Replay replay, Terminal terminal)
    {
        var verdict = CoyoteVerdict.Of(replay);
        if (replay.Replayed.Verdict.LoopFrom is not null && verdict.Property is null)
        {
            terminal.Line("under Coyote every step can be made; that they can be repeated for ever is decided without it");
            return;
        }

        terminal.Line(verdict == replay.Replayed.Verdict
            ? "under Coyote the run ends with the same verdict"
            : throw new InvalidOperationException($"under Coyote the run ends with {verdict}, without it with {replay.Replayed.Verdict}"));
    }

    private static int Conclude(Replay replay, Terminal terminal)
    {
        if (!replay.SameVerdict)
        {
            terminal.Line($"the verdict DIFFERS from the recorded one: {TraceText.Verdict(replay.Recorded)}");
            return ExitCode.Violated;
        }

        if (!replay.SameSteps)
        {
            terminal.Warn("the steps read otherwise than recorded; the choices and the verdict are the same");
        }

        terminal.Line("the verdict is as recorded" + (replay.Replayed.Verdict.Property is null ? "" : replay.ViolatesExpectation
            ? "; the property is expected to hold" : "; the property is expected to fail"));
        return replay.ViolatesExpectation ? ExitCode.Violated : ExitCode.AsExpected;
    }
}
