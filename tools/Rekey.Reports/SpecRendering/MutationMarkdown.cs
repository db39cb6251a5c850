using System.Globalization;
using System.Text;
using Rekey.Mutation;
using Rekey.Mutation.Operators;
using Rekey.Reports.Mutating;

namespace Rekey.Reports.SpecRendering;

/// <summary>What notices that a rule is broken, from the campaigns that are kept.</summary>
public static class MutationMarkdown
{
    /// <summary>The document of a repository.</summary>
    /// <exception cref="FormatException">A file of what is kept is something else.</exception>
    public static string Of(string root)
    {
        var text = new StringBuilder(TableMarkdown.Notice).Append("\n# What notices a broken rule\n\n");
        var path = Path.Combine(root, MutationJson.File);
        if (!File.Exists(path))
        {
            return text.Append("Nothing is kept.\n").ToString();
        }

        var data = MutationJson.Read(path);
        var judged = MutationJson.ReadJudged(Path.Combine(root, MutationJson.JudgedFile));
        var all = new Summary("all", data.Findings, judged);
        text.Append("Kept in [mutation.json](../mutation.json), which `rekey mutate --resume` goes on with. Each line of it is one breakage: a place of the reference, of a control table or of a monitor that an operator changed, or one of the project's own mutants. ");
        text.Append("A breakage is about the rule that its text cites nearest; one in a monitor, about the monitor's property. Tests are asked only where nothing else noticed. Breakages that change nothing that any rule asks for are judged by hand, with a reason, in [mutation-judged.json](../mutation-judged.json), and do not count.\n\n");
        text.Append(Sentence(data, judged)).Append('\n');
        Channels(text, data);
        Sums(text, "What is broken", data, judged, data.Findings.GroupBy(static f => MutationTable.NameOf(f.Breakage.Area)).OrderBy(static g => g.Min(static f => f.Breakage.Area)));
        Sums(text, "Operators", data, judged, data.Findings.GroupBy(static f => f.Breakage.Operator).OrderBy(static g => g.Key, StringComparer.Ordinal));
        Operators(text);
        Sums(text, "Rules and properties", data, judged, data.Findings.GroupBy(static f => f.Breakage.Rule ?? "none cited").OrderBy(static g => g.Key, StringComparer.Ordinal));
        Unbroken(text, root, data);
        List(text, "Noticed by nothing", all.Unnoticed, static _ => "");
        List(text, "Noticed by no other, and not asked of the tests yet", all.Unasked, static _ => "");
        List(text, "Noticed by a test alone", data.Findings.Where(static f => f.NoticedBy.SequenceEqual([Campaign.Tests])), static f => f.Noticed[Campaign.Tests]);
        List(text, "Judged to be as good as what was there", data.Findings.Where(f => !f.NoticedBy.Any() && judged.ContainsKey(f.Breakage.Id)), f => judged[f.Breakage.Id]);
        return text.ToString();
    }

    /// <summary>The figure, in one sentence; the README has it too.</summary>
    public static string Sentence(string root) => Sentence(MutationJson.Read(Path.Combine(root, MutationJson.File)), MutationJson.ReadJudged(Path.Combine(root, MutationJson.JudgedFile)));

    private static string Sentence(MutationData data, IReadOnlyDictionary<string, string> judged)
    {
        var all = new Summary("all", [.. data.Findings.Where(static f => f.Breakage.Area != Area.Mutant)], judged);
        string Share(int number) => string.Create(CultureInfo.InvariantCulture, $"{number} ({100 * all.Share(number):0.0} %)");
        return string.Create(CultureInfo.InvariantCulture, $"Of {all.Counted.Count} breakages that operators made, nothing notices {Share(all.Unnoticed.Count)}, and only a unit test {Share(all.OnlyTests)}{(all.Unasked.Count == 0 ? "" : $"; {all.Unasked.Count} that no other channel noticed are still to be asked of the tests")}.");
    }

    private static void Channels(StringBuilder text, MutationData data)
    {
        text.Append("\n| notices | by |\n|---|---|\n");
        foreach (var channel in data.Channels)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {channel.Name} | `{channel.Command}` |\n");
        }
    }

    private static void Sums(StringBuilder text, string title, MutationData data, IReadOnlyDictionary<string, string> judged, IEnumerable<IGrouping<string, Finding>> groups)
    {
        string[] channels = [.. data.Channels.Select(static c => c.Name)];
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| | breakages |").AppendJoin("", channels.Select(static c => $" {c} |")).Append(" only tests | nothing | not all asked |\n|---|--:|");
        text.AppendJoin("", channels.Select(static _ => "--:|")).Append("--:|--:|--:|\n");
        foreach (var group in groups)
        {
            text.Append("| ").AppendJoin(" | ", MutationTable.Cells(new Summary(group.Key, [.. group], judged), channels)).Append(" |\n");
        }
    }

    private static void Operators(StringBuilder text)
    {
        text.Append('\n');
        foreach (var by in BreakageOperator.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"* `{by.Name}`: {by.Meaning}\n");
        }
    }

    /// <summary>Rules that no kept breakage is about: nobody knows yet what would notice.</summary>
    private static void Unbroken(StringBuilder text, string root, MutationData data)
    {
        var broken = data.Findings.Select(static f => f.Breakage.Rule).ToHashSet();
        var rest = RuleNames.Of(root).All.Where(r => !broken.Contains(r)).ToList();
        text.Append(rest.Count == 0 ? "\nEvery rule was broken.\n" : $"\nNot broken yet: {string.Join(", ", rest)}.\n");
    }

    private static void List(StringBuilder text, string title, IEnumerable<Finding> findings, Func<Finding, string> remark)
    {
        var list = findings.OrderBy(static f => f.Breakage.Id, StringComparer.Ordinal).ToList();
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
        if (list.Count == 0)
        {
            text.Append("None.\n");
            return;
        }

        text.Append("| breakage | before | after | |\n|---|---|---|---|\n");
        foreach (var finding in list)
        {
            var b = finding.Breakage;
            text.Append(CultureInfo.InvariantCulture, $"| {Plain(b.Id)} | {Code(b.Before)} | {Code(b.After)} | {Plain(remark(finding))} |\n");
        }
    }

    private static string Code(string text) => $"`{text.Replace("`", "'", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)}`";

    private static string Plain(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
