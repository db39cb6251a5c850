using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Rekey.Worlds;
using Rekey.Worlds.Traces;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Worlds.Traces;

/// <summary>Traces as JSON: what is written reads back, and what is not exactly a trace is refused with its place.</summary>
public sealed class TraceJsonTests
{
    private static readonly TraceDocument Trace = NarratedRun.WithEveryMove() with { Verdict = new TraceVerdict("Agreement", "in epoch <1.m1/1> m1 'uses' \"x\" ⟨é⟩", 3) };
    private static readonly string Text = TraceJson.Write(Trace);

    [Fact]
    public void A_trace_reads_back_as_it_was_written()
    {
        var read = TraceJson.Read(Text);

        TraceJson.Write(read).ShouldBe(Text);
        (read.Format, read.Scenario, read.Verdict).ShouldBe((Trace.Format, Trace.Scenario, Trace.Verdict));
        read.Lifelines.ShouldBe(Trace.Lifelines);
        read.Steps.Select(static s => (s.Number, s.Choice, s.Process, s.Text, s.View)).ShouldBe(Trace.Steps.Select(static s => (s.Number, s.Choice, s.Process, s.Text, s.View)));
        read.Steps.SelectMany(static s => s.Records).Select(static r => string.Join('|', r.Effects)).ShouldBe(Trace.Steps.SelectMany(static s => s.Records).Select(static r => string.Join('|', r.Effects)));
        Text.ShouldEndWith("}\n");
    }

    [Fact]
    public void Its_choices_replay_to_the_same_trace()
    {
        var bench = new WorldBench(Trace.Scenario.Members, Trace.Scenario.Faults);
        var told = TraceJson.Choices(TraceJson.Read(Text)).Select((c, i) =>
        {
            bench.Do((Move)c.Kind, c.A, c.B, c.Option);
            return Narrator.Tell(bench.World, c, i + 1);
        }).ToList();

        TraceJson.Write(Trace with { Steps = told }).ShouldBe(Text);
    }

    [Property]
    public Property A_trace_that_is_cut_off_anywhere_is_refused() => Prop.ForAll(
        Gen.Choose(0, Text.TrimEnd().Length - 1).ToArbitrary(),
        static length => Refusal(Text[..length]).ShouldStartWith("no trace: "));

    [Fact]
    public void Text_after_a_trace_is_refused() => Refusal(Text + "x").ShouldContain($"line {Text.Count(static c => c == '\n') + 1})");

    [Theory]
    [InlineData("rekey-trace/0")]
    [InlineData("rekey-trace/2")]
    [InlineData("")]
    public void Another_version_is_refused(string format) => Refusal(With("format", format)).ShouldBe($"format is '{format}'; expected 'rekey-trace/1'");

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("3")]
    [InlineData("\"rekey-trace/1\"")]
    [InlineData("{\"Format\": \"rekey-trace/1\"}")]
    public void A_document_without_a_version_is_refused(string text) => Refusal(text).ShouldBe("format is 'missing'; expected 'rekey-trace/1'");

    [Theory]
    [InlineData("{\"format\": 1}", "format is '1'")]
    [InlineData("{\"format\": null}", "format is ''")]
    [InlineData("{\"format\": \"\\ud800\"}", "no trace: ")]
    [InlineData("{\"format\": \"rekey-trace/1\", \"\\ud800\": 1}", "no trace: ")]
    [InlineData("{\"format\": \"rekey-trace/1\"}", "no trace: ")]
    [InlineData("{\"format\": \"rekey-trace/1\", \"lifelines\": [\"\\ud800\"]}", "no trace: ")]
    [InlineData("{\"format\": \"rekey-trace/1\", }", "no trace: ")]
    [InlineData("// a remark\n{\"format\": \"rekey-trace/1\"}", "no trace: ")]
    public void A_document_that_begins_well_and_goes_wrong_is_refused(string text, string message) => Refusal(text).ShouldStartWith(message);

    [Theory]
    [InlineData("colour", "$.colour")]
    [InlineData("scenario.colour", "$.scenario.colour")]
    [InlineData("steps[1].colour", "$.steps[1].colour")]
    [InlineData("steps[1].records[0].colour", "$.steps[1].records[0].colour")]
    public void An_unknown_field_is_refused_with_its_place(string path, string place) => Refusal(With(path, 1)).ShouldContain($"(at {place} ");

    [Theory]
    [InlineData("scenario", "scenario")]
    [InlineData("scenario.seed", "seed")]
    [InlineData("verdict.step", "step")]
    [InlineData("steps[3].choice", "choice")]
    [InlineData("steps[3].choice.option", "option")]
    public void A_missing_field_is_refused_by_its_name(string path, string name)
    {
        var node = JsonNode.Parse(Text)!;
        Parent(node, path).AsObject().Remove(Name(path)).ShouldBeTrue();

        Refusal(node.ToJsonString()).ShouldContain($"'{name}'");
    }

    [Theory]
    [InlineData("scenario.members", "three", "$.scenario.members")]
    [InlineData("scenario.members", 3.5, "$.scenario.members")]
    [InlineData("scenario.seed", -1, "$.scenario.seed")]
    [InlineData("scenario.protocol", null, "$.scenario")]
    [InlineData("lifelines", 7, "$.lifelines")]
    [InlineData("steps[0].choice.a", 40_000, "$.steps[0].choice.a")]
    [InlineData("steps[2].text", null, "$.steps[2]")]
    public void A_field_of_another_type_is_refused_with_its_place(string path, object? value, string place) => Refusal(With(path, value)).ShouldContain($"(at {place}");

    [Property]
    public Property A_trace_with_a_character_changed_is_a_trace_or_refused() => Prop.ForAll(
        Gen.Choose(0, Text.Length - 1).ToArbitrary(), Gen.Elements('{', '}', '[', ']', '"', ',', ':', '\\', 'x', '0', '-', '\n').ToArbitrary(),
        static (at, with) =>
        {
            try
            {
                TraceJson.Choices(TraceJson.Read(Text[..at] + with + Text[(at + 1)..]));
            }
            catch (FormatException e)
            {
                e.Message.ShouldNotBeEmpty();
            }
        });

    [Theory]
    [InlineData("Instal", "step 2: unknown move 'Instal' (did you mean 'Install'?)")]
    [InlineData("install", "step 2: unknown move 'install' (did you mean 'Install'?)")]
    [InlineData("99", "step 2: unknown move '99'")]
    [InlineData("3", "step 2: unknown move '3'")]
    [InlineData(" Install", "step 2: unknown move ' Install'")]
    [InlineData("Block, Agree", "step 2: unknown move 'Block, Agree'")]
    [InlineData("", "step 2: unknown move ''")]
    public void A_move_that_there_is_not_is_refused_with_its_step(string move, string message) =>
        Should.Throw<FormatException>(() => TraceJson.Choices(TraceJson.Read(With("steps[1].choice.move", move)))).Message.ShouldStartWith(message);

    private static string Refusal(string text) => Should.Throw<FormatException>(() => TraceJson.Read(text)).Message;

    /// <summary>The trace with one field set.</summary>
    private static string With(string path, object? value)
    {
        var node = JsonNode.Parse(Text)!;
        Parent(node, path).AsObject()[Name(path)] = value is null ? null : JsonValue.Create(value);
        return node.ToJsonString();
    }

    private static string Name(string path) => path.Split('.')[^1];

    private static JsonNode Parent(JsonNode root, string path)
    {
        var node = root;
        foreach (var part in path.Split('.')[..^1])
        {
            var name = part.Split('[');
            node = node[name[0]]!;
            node = name.Length > 1 ? node[int.Parse(name[1].TrimEnd(']'))]! : node;
        }

        return node;
    }
}
