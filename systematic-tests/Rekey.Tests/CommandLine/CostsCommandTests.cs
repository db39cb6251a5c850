using System.Text.Json;
using System.Xml;
using Rekey.Cli.Arguments;
using Rekey.Costs;
using Rekey.Costs.Agreements;
using Rekey.Reports;
using Shouldly;
using Xunit;

namespace Rekey.Tests.CommandLine;

/// <summary><c>rekey costs</c>: the table, the report, the page, and what is refused.</summary>
public sealed class CostsCommandTests : CommandLineFixture
{
    [Fact]
    public void Table_report_and_page_have_the_same_numbers()
    {
        var ran = Ran.Rekey("costs", "--protocol", "o3,b", "--event", "build,leave", "--members", "8,2,8", "--json", At("c.json"), "--html", At("c.html"));
        ran.Error.ShouldBeEmpty();
        ran.Code.ShouldBe(ExitCode.AsExpected);
        ran.Output.ShouldContain("O3, build");
        ran.Output.ShouldContain("paper (p2p / multicasts / bytes / rounds): O(n) / 1 / O(n log n) / 3");
        ran.Output.Split('\n').ShouldAllBe(static l => l.Length <= 130);
        using var json = JsonDocument.Parse(File.ReadAllText(At("c.json")));
        json.RootElement.GetProperty("format").GetString().ShouldBe("rekey-costs/1");
        var rows = json.RootElement.GetProperty("rows").EnumerateArray().ToList();
        rows.Select(static r => $"{r.GetProperty("protocol")} {r.GetProperty("event")} {r.GetProperty("members")}")
            .ShouldBe(["O3 build 2", "O3 build 8", "O3 leave 2", "O3 leave 8", "B build 2", "B build 8", "B leave 2", "B leave 8"]);
        rows[1].GetProperty("distribution").GetProperty("pointToPoint").GetInt32().ShouldBe(10);
        var bytes = rows[1].GetProperty("distribution").GetProperty("bytes").GetInt64().ToString();
        ran.Output.ShouldContain(bytes);
        File.ReadAllText(At("c.html")).ShouldContain($"<td>{bytes}</td>");
    }

    [Fact]
    public void The_page_is_well_formed_loads_nothing_and_does_not_depend_on_colour()
    {
        Ran.Rekey("costs", "--members", "2,4,8", "--html", At("c.html")).Code.ShouldBe(ExitCode.AsExpected);
        var html = File.ReadAllText(At("c.html"));
        html.ShouldNotContain("http");
        html.ShouldNotContain("@import");
        html.ShouldNotContain("<script");
        var document = new XmlDocument();
        document.LoadXml(html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal).Trim());
        var charts = document.GetElementsByTagName("svg").Cast<XmlElement>().ToList();
        charts.Count.ShouldBe((4 * 8) + (6 * 8));
        foreach (var (chart, number) in charts.Select(static (c, i) => (c, i)))
        {
            var labels = chart.GetElementsByTagName("text").Cast<XmlElement>().Where(static t => t.GetAttribute("class") == "label").SelectMany(static t => t.InnerText.Split(' '));
            labels.Order().ShouldBe(number < 4 * 8 ? CostProtocol.Names.Order() : AgreementScenario.Protocols.Select(static p => p.Spec.Name).Order());
            chart.GetAttribute("aria-label").ShouldContain("against n");
        }
    }

    [Fact]
    public void Key_agreements_are_measured_beside_what_is_published()
    {
        var ran = Ran.Rekey("costs", "--protocol", "bd,tgdh,p", "--event", "join,partition", "--members", "2..4,8", "--json", At("c.json"), "--html", At("c.html"));
        ran.Error.ShouldBeEmpty();
        ran.Code.ShouldBe(ExitCode.AsExpected);
        ran.Output.ShouldContain("BD, join: a newcomer with the largest name");
        ran.Output.ShouldContain("published: rounds 2 | unicasts 0 | multicasts 2n+2 | exps 3' | signatures 2' | verifications n+3?");
        ran.Output.ShouldContain("verifications: Every multicast is verified (spec/protocols/bd.md)");
        ran.Output.ShouldNotContain("P, partition");
        using var json = JsonDocument.Parse(File.ReadAllText(At("c.json")));
        json.RootElement.GetProperty("rows").GetArrayLength().ShouldBe(4);
        var rows = json.RootElement.GetProperty("agreements").EnumerateArray().ToList();
        rows.Count.ShouldBe(2 * 2 * 4);
        var join = rows.Single(static r => $"{r.GetProperty("protocol")} {r.GetProperty("event")} {r.GetProperty("members")}" == "BD join 8");
        join.GetProperty("after").GetInt32().ShouldBe(9);
        join.GetProperty("exponentiations").GetProperty("serial").GetInt32().ShouldBe(3);
        join.GetProperty("exponentiations").GetProperty("total").GetInt32().ShouldBe(27);
        join.GetProperty("verifications").GetProperty("total").GetInt32().ShouldBe(2 * 9 * 8);
        var published = join.GetProperty("published").GetProperty("verifications");
        (published.GetProperty("formula").GetString(), published.GetProperty("value").GetDouble(), published.GetProperty("provenance").GetString(), published.GetProperty("reason").GetString())
            .ShouldBe(("n+3", 11, "recalled", "Every multicast is verified"));
        var bytes = join.GetProperty("agreement").GetProperty("bytes").GetInt64().ToString();
        File.ReadAllText(At("c.html")).ShouldContain($"<td>{bytes}</td>");
    }

    [Theory]
    [InlineData("--members 2")]
    [InlineData("--members 3 --event leave --protocol C")]
    [InlineData("--members 5,6 --degree 4 --policy balanced")]
    public void Few_and_odd_sizes_are_drawn(string line)
    {
        var ran = Ran.Rekey([.. ("costs " + line).Split(' '), "--html", At("c.html")]);
        ran.Code.ShouldBe(ExitCode.AsExpected);
        File.ReadAllText(At("c.html")).ShouldNotContain("NaN");
    }

    [Theory]
    [InlineData("--protocol Q", "--protocol 'Q': unknown protocol (did you mean 'P'?); expected all or some of P, C, B, O, O3, CKD, BD")]
    [InlineData("--protocol O,", "--protocol '': unknown protocol")]
    [InlineData("--event jion", "--event 'jion': unknown event (did you mean 'join'?)")]
    [InlineData("--members 0", "--members '0': 0 is out of bounds; expected numbers from 2 to 256")]
    [InlineData("--members 2,1", "--members '2,1': 1 is out of bounds")]
    [InlineData("--members 1000000", "1000000 is out of bounds; expected numbers from 2 to 256")]
    [InlineData("--members 2,four", "'four' is no number; expected a list of numbers and ranges, as in 2,4,8 or 2..8")]
    [InlineData("--members 8..2", "'8..2' is no range; expected two numbers, the smaller one first, as in 2..8")]
    [InlineData("--members 2..3..4", "'2..3..4' is no range")]
    [InlineData("--members 2..1000", "1000 is out of bounds; expected numbers from 2 to 256")]
    [InlineData("--protocol O,P --event refresh", "--event 'refresh': only key agreements are measured in it")]
    [InlineData("--degree 1", "--degree '1': expected a whole number from 2 to 16")]
    [InlineData("--policy balancd", "--policy 'balancd': unknown policy (did you mean 'balanced'?)")]
    [InlineData("--html no/such/c.html", "--html 'no/such/c.html': the folder")]
    public void Bad_input_is_refused(string line, string message)
    {
        var ran = Ran.Rekey([.. ("costs " + line).Split(' ')]);
        ran.Code.ShouldBe(ExitCode.BadInput);
        ran.Error.ShouldStartWith("error: ");
        ran.Error.ShouldContain(message);
        ran.Output.ShouldBeEmpty();
    }

    [Fact]
    public void Interrupted_it_says_so()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var ran = Ran.Rekey(stop.Token, "costs");
        ran.Code.ShouldBe(ExitCode.Interrupted);
        ran.Output.ShouldContain("interrupted");
    }
}
