using System.Reflection;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Architecture;

/// <summary>Machines, planners, states and messages never change once they are made: a step has nothing to remember but the state that it gives back.</summary>
public sealed class ImmutabilityTests
{
    /// <summary>What machines are made of. Codec, cryptography and core have writers and tables of terms, which change by their nature.</summary>
    public static TheoryData<string> Machines() => [.. Repository.ProjectsUnder("reference").Except(["Rekey.Core", "Rekey.Crypto", "Rekey.Wire"])];

    [Theory]
    [MemberData(nameof(Machines))]
    public void No_field_is_written_after_its_object_is_made(string project) =>
        Assembly.Load(project).GetTypes().SelectMany(FieldScan.Written).ShouldBeEmpty();

    [Fact]
    public void A_field_that_is_written_is_found() =>
        FieldScan.Written(typeof(Changing)).ShouldBe(["Changing.count in Count", "Changing.<first>P in First", "Changing.last in Last"], ignoreOrder: true);

    private sealed class Changing(int first)
    {
        private static string last = "";
        private int count;

        public int Kept { get; init; } = 1;

        public int Count() => ++count + Kept;

        public int First(int next) => first = next;

        public string Last<T>(IReadOnlyList<T> of) => last = last.Length == 0 ? $"{of}" : last;
    }
}
