using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Architecture;

/// <summary>The house rules that a machine can check (CONTRIBUTING.md).</summary>
public sealed partial class TidyTests
{
    private const int FileLimit = 450;
    private const int FileAim = 400;
    private const int MethodLimit = 65;

    private static IReadOnlyList<string> Sources => Repository.Files(".cs");

    [Fact]
    public void No_file_is_longer_than_450_lines_and_nearly_all_keep_to_400()
    {
        var lengths = Sources.Select(static f => (File: Repository.Relative(f), Lines: File.ReadAllLines(f).Length)).ToList();

        lengths.Where(static f => f.Lines > FileLimit).ShouldBeEmpty();
        lengths.Count(static f => f.Lines > FileAim).ShouldBeLessThanOrEqualTo(lengths.Count / 20);
    }

    [Fact]
    public void No_method_is_much_longer_than_60_lines() =>
        Sources.SelectMany(static f => LongMembers(File.ReadAllLines(f)).Select(m => $"{Repository.Relative(f)}: {m}")).ShouldBeEmpty();

    [Fact]
    public void The_scan_for_long_methods_finds_one()
    {
        string[] body = [.. Enumerable.Repeat("        Call();", 80)];
        LongMembers(["public class A", "{", "    void Long()", "    {", .. body, "    }", "", "    void Short()", "    {", "    }", "}"]).ShouldBe(["void Long() has 83 lines"]);
        LongMembers(["public class A", "{", "    class B", "    {", .. body.Select(static _ => "        int x;"), "        void Long()", "        {", .. body.Select(static b => "    " + b), "        }", "    }", "}"])
            .ShouldBe(["void Long() has 83 lines"]);
    }

    [Fact]
    public void Nothing_is_left_over()
    {
        // The words are put together here so that this file does not hold them.
        string[] words = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "NotImplemented" + "Exception", "Skip" + " =", "Thread." + "Sleep("];

        Sources.SelectMany(f => words.Where(w => Regex.IsMatch(File.ReadAllText(f), $@"\b{Regex.Escape(w)}", RegexOptions.None)).Select(w => $"{Repository.Relative(f)}: {w}"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Text_is_plain_ends_with_a_newline_and_holds_no_tab_and_no_blank_at_a_line_end()
    {
        var offences = new List<string>();
        foreach (var file in Sources)
        {
            var text = File.ReadAllText(file);
            Note(text.Contains('\t'), "a tab");
            Note(text.Contains('\r'), "a carriage return");
            Note(!text.EndsWith('\n'), "no newline at the end");
            Note(text.EndsWith("\n\n", StringComparison.Ordinal), "a blank line at the end");
            Note(BlankAtLineEnd().IsMatch(text), "a blank at the end of a line");

            void Note(bool bad, string what)
            {
                if (bad)
                {
                    offences.Add($"{Repository.Relative(file)}: {what}");
                }
            }
        }

        offences.ShouldBeEmpty();
        Sources.Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Every_package_has_one_exact_version_in_one_place()
    {
        var central = XDocument.Parse(Repository.Read("Directory.Packages.props")).Root!;
        var versions = central.Descendants("PackageVersion").Select(static v => v.Attribute("Version")!.Value).ToList();

        versions.ShouldAllBe(static v => ExactVersion().IsMatch(v));
        versions.Count.ShouldBeGreaterThan(5);
        Repository.Projects.Values.Append(XDocument.Parse(Repository.Read("Directory.Build.props")).Root!)
            .SelectMany(static p => p.Descendants("PackageReference"))
            .ShouldAllBe(static p => p.Attribute("Version") == null && p.Attribute("VersionOverride") == null);
    }

    [Theory]
    [InlineData("1.2.*")]
    [InlineData("[1.0,2.0)")]
    [InlineData("[1.0]")]
    [InlineData("1")]
    public void A_floating_version_is_no_exact_one(string version) => ExactVersion().IsMatch(version).ShouldBeFalse();

    /// <summary>Members by indentation: one begins at a line of its type's depth plus four, and lasts until the next such line.</summary>
    private static IEnumerable<string> LongMembers(string[] lines, int depth = 4)
    {
        for (var start = 0; start < lines.Length;)
        {
            if (!Begins(lines[start], depth))
            {
                start++;
                continue;
            }

            var end = start + 1;
            while (end < lines.Length && (lines[end].Length == 0 || Indent(lines[end]) > depth || lines[end].Trim() is "{" or "}" or "};") && Indent(lines[end], depth) >= depth)
            {
                end++;
            }

            var member = lines[start..end];
            var length = Array.FindLastIndex(member, static l => l.Length > 0) + 1;
            if (TypeDeclaration().IsMatch(lines[start]))
            {
                foreach (var inner in LongMembers(member[1..], depth + 4))
                {
                    yield return inner;
                }
            }
            else if (length > MethodLimit)
            {
                yield return $"{lines[start].Trim()} has {length} lines";
            }

            start = end;
        }
    }

    private static bool Begins(string line, int depth) => line.Length > depth && Indent(line) == depth && line[depth] is not ('{' or '}' or '/' or '[' or '#');

    private static int Indent(string line, int ifEmpty = 0) => line.Length == 0 ? ifEmpty : line.Length - line.TrimStart(' ').Length;

    [GeneratedRegex(@"\b(class|record|struct|interface|enum)\b\s+\w")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"[ ]+\n")]
    private static partial Regex BlankAtLineEnd();

    [GeneratedRegex(@"^\d+(\.\d+){1,3}(-[0-9A-Za-z.]+)?$")]
    private static partial Regex ExactVersion();
}
