using Rekey.Cli.Benching;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary>The benchmark against Coyote, as far as it can be run without it.</summary>
public sealed class CoyoteBenchTests : CommandLineFixture
{
    [Fact]
    public void Outside_a_clone_there_is_no_host() => CoyoteHost.Find(null, Path.GetTempPath()).ShouldBeNull();

    [Fact]
    public void A_host_that_is_none_is_an_error_that_says_what_it_wrote()
    {
        var file = At("Rekey.Coyote.dll");
        File.WriteAllText(file, "no assembly");

        var ran = Ran.Rekey("bench", "coyote", "--seconds", "1", "--members", "3", "--coyote-strategy", "random", "--host", file);

        ran.Code.ShouldBe(Cli.ExitCode.BadInput);
        ran.Error.ShouldContain($"{file}: ended with exit code");
    }
}
