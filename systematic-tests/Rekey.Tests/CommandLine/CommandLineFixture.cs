using Rekey.Checking;
using Rekey.Cli;
using Rekey.Explorer;
using Rekey.Worlds;
using Rekey.Worlds.Traces;

namespace Rekey.Tests.CommandLine;

/// <summary>What a command line did.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record Ran(int Code, string Output, string Error)
{
    /// <summary>Runs a command line in this process.</summary>
    public static Ran Rekey(params string[] args) => Rekey(CancellationToken.None, args);

    /// <summary>Runs a command line in this process, with a Ctrl-C.</summary>
    public static Ran Rekey(CancellationToken cancel, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = Cli.Program.Run(args, output, error, cancel);
        return new Ran(code, output.ToString(), error.ToString());
    }
}

/// <summary>A folder that is gone after the test, and traces to put there.</summary>
public abstract class CommandLineFixture : IDisposable
{
    private static readonly Lazy<TraceDocument> Attack = new(FindAttack);

    /// <summary>The folder.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("rekey-tests-").FullName;

    /// <summary>The expected attack on P's perfect forward secrecy.</summary>
    protected static TraceDocument PfsAttack => Attack.Value;

    /// <summary>A path in the folder.</summary>
    protected string At(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a file into the folder, and gives its path.</summary>
    protected string Put(string name, string content)
    {
        File.WriteAllText(At(name), content);
        return At(name);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private static TraceDocument FindAttack()
    {
        var protocol = ProtocolRegistry.Find("P");
        var request = new CheckRequest
        {
            Protocol = protocol,
            Scenarios = [new Scenario(protocol, 3, FaultBudget.Parse("crash=1,join=1,partition=1,merge=1,refresh=1,send=2,replay=1,depth=2"))],
            Schedules = 20,
        };
        var report = Checker.Run(request);
        return TraceRecorder.Record(report.Findings[Rekey.Spec.Properties.PerfectForwardSecrecy], request, null);
    }
}
