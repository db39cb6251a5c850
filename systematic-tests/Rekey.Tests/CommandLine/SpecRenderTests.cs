using System.Text.Json;
using Rekey.Reports;
using Rekey.Reports.SpecRendering;
using Rekey.Spec;
using Rekey.Worlds;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary><c>rekey spec render</c>: what is generated is complete, repeatable and fresh.</summary>
public sealed class SpecRenderTests : CommandLineFixture
{
    [Fact]
    public void The_committed_files_are_fresh() => GeneratedFiles.Stale(Snapshot.Root).ShouldBeEmpty("run: rekey spec render");

    [Fact]
    public void Rendering_twice_gives_the_same_text_with_line_feeds()
    {
        var files = GeneratedFiles.Render(Snapshot.Root);
        files.ShouldBe(GeneratedFiles.Render(Snapshot.Root));
        files.Values.ShouldAllBe(c => !c.Contains('\r') && c.EndsWith('\n') && !c.EndsWith("\n\n", StringComparison.Ordinal));
        files.Count.ShouldBe((3 * ProtocolRegistry.All.Select(static p => p.Spec.Table).Distinct().Count()) + (3 * LayerSpec.All.Count) + 11);
    }

    [Fact]
    public void Render_then_check_is_clean_and_a_change_a_lack_or_an_orphan_is_named()
    {
        Put("Rekey.Verified.sln", "");
        Check().ShouldSatisfyAllConditions(r => r.Code.ShouldBe(ExitCode.Violated), r => r.Output.ShouldContain("spec/generated/p.table.md: is missing"));
        Ran.Rekey("spec", "render", "--root", Folder).Code.ShouldBe(ExitCode.AsExpected);
        Check().Code.ShouldBe(ExitCode.AsExpected);

        File.AppendAllText(At("spec/generated/p.mmd"), "edited\n");
        Put("spec/generated/q.mmd", "of a protocol that is gone");
        var ran = Check();
        ran.Code.ShouldBe(ExitCode.Violated);
        ran.Output.ShouldContain("spec/generated/p.mmd: is stale");
        ran.Output.ShouldContain("spec/generated/q.mmd: is not generated any more");
        ran.Output.ShouldNotContain("p.json");

        Ran.Rekey("spec", "render", "--root", Folder).Code.ShouldBe(ExitCode.AsExpected);
        Check().Code.ShouldBe(ExitCode.AsExpected);
    }

    [Fact]
    public void A_citation_in_prose_makes_the_rule_page_stale()
    {
        Put("Rekey.Verified.sln", "");
        Ran.Rekey("spec", "render", "--root", Folder);
        Put("spec/properties.md", "As T-08 says. But XT-09 and T-091 are no rules.");
        Check().Output.ShouldContain("spec/generated/rules.md: is stale");
        var traces = RulesMarkdown.Trace(Folder);
        traces.Single(t => t.Rule.Id == "T-08").Prose.ShouldBe(["spec/properties.md"]);
        traces.Single(t => t.Rule.Id == "T-09").Prose.ShouldBeEmpty();
    }

    [Fact]
    public void The_table_as_data_has_every_cell()
    {
        var files = GeneratedFiles.Render(Folder);
        foreach (var protocol in ProtocolRegistry.All)
        {
            var (spec, table) = (protocol.Spec, protocol.Spec.Table);
            using var json = JsonDocument.Parse(files[$"spec/generated/{spec.TableName}.json"]);
            var listed = json.RootElement.GetProperty("protocols").EnumerateArray().Single(p => p.GetProperty("name").GetString() == spec.Name);
            listed.GetProperty("rules").EnumerateArray().Select(static r => r.GetString()).ShouldBe(spec.Rules.Select(static r => r.Id));
            var cells = json.RootElement.GetProperty("cells").EnumerateArray().ToList();
            cells.Count.ShouldBe(table.States.Count * table.Triggers.Count);
            foreach (var cell in cells)
            {
                var state = (byte)table.States.ToList().IndexOf(cell.GetProperty("state").GetString()!);
                var expected = table[state, (byte)table.Triggers.ToList().IndexOf(cell.GetProperty("trigger").GetString()!)];
                cell.GetProperty("verdict").GetString().ShouldBe(expected.Verdict.ToString().ToLowerInvariant());
                (cell.GetProperty("why").GetString() is not null).ShouldBe(expected.Verdict == Verdict.Impossible);
            }
        }
    }

    [Fact]
    public void A_table_that_protocols_share_is_rendered_once()
    {
        NamedTable.All().Select(static t => (t.Name, Protocols: string.Join(' ', t.Protocols.Select(static p => p.Name)))).ShouldContain(("key-server", "C C-balanced"));
        var page = GeneratedFiles.Render(Folder)["spec/generated/key-trees.table.md"];
        foreach (var spec in ProtocolRegistry.All.Select(static p => p.Spec).Where(static s => s.TableName == "key-trees"))
        {
            page.ShouldContain($"| {spec.Name} | {spec.Title} |");
        }

        page.ShouldContain("*(B, B-balanced)*");
    }

    [Fact]
    public void Two_tables_of_one_name_are_refused()
    {
        var (p, c) = (ProtocolRegistry.Find("P").Spec, ProtocolRegistry.Find("C").Spec);
        Should.Throw<Rekey.Core.SpecificationViolation>(() => NamedTable.Of([p, c with { TableName = "p" }])).Message.ShouldContain("P, C have different control tables");
    }

    private Ran Check() => Ran.Rekey("spec", "render", "--check", "--root", Folder);
}
