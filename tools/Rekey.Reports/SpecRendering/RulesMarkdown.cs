using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Rekey.Core;
using Rekey.Spec;

namespace Rekey.Reports.SpecRendering;

/// <summary>Where each rule is written, coded and tested.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Prose">Files of the specification that cite it.</param>
/// <param name="Code">Files of the reference implementation that cite it.</param>
/// <param name="Tests">Test files that cite it.</param>
public sealed record RuleTrace(RuleId Rule, IReadOnlyList<string> Prose, IReadOnlyList<string> Code, IReadOnlyList<string> Tests);

/// <summary>Traces rules to prose, code and tests.</summary>
/// <remarks>A file cites a rule by its id, <c>T-08</c>; C# may also name the field that declares it, <c>TerminationRules.Restart</c>.</remarks>
public static class RulesMarkdown
{
    /// <summary>The traces of all rules, ordered by id.</summary>
    public static IReadOnlyList<RuleTrace> Trace(string root)
    {
        var prose = Read(root, [.. RepositoryFiles.Under(root, "spec", ".md").Where(p => !p.StartsWith(GeneratedFiles.Folder + "/", StringComparison.Ordinal))]);
        var code = Read(root, RepositoryFiles.Under(root, "reference", ".cs"));
        var tests = Read(root, RepositoryFiles.Under(root, "systematic-tests/Rekey.Tests", ".cs"));
        return [.. Declared().Select(d => new RuleTrace(d.Rule, Citing(prose, d.Rule, null), Citing(code, d.Rule, d.Field), Citing(tests, d.Rule, d.Field)))];
    }

    /// <summary>The document.</summary>
    public static string Of(string root)
    {
        var traces = Trace(root);
        var text = new StringBuilder(TableMarkdown.Notice);
        text.Append(CultureInfo.InvariantCulture, $"\n# Rules: where each is written, coded and tested\n\n{traces.Count} rules.\n\n");
        text.Append("| rule | what it says | prose | code | tests |\n|---|---|---|---|---|\n");
        foreach (var trace in traces)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {trace.Rule.Id} | {trace.Rule.Title} | {Links(trace.Prose)} | {Links(trace.Code)} | {Links(trace.Tests)} |\n");
        }

        var gaps = traces.Select(t => (t.Rule.Id, Lacks: Lacks(t))).Where(t => t.Lacks.Length > 0).ToList();
        text.Append("\n## Gaps\n\n");
        text.Append(gaps.Count == 0 ? "None: every rule is cited by prose, code and tests.\n" : string.Concat(gaps.Select(g => $"* {g.Id} lacks {g.Lacks}\n")));
        return text.ToString();
    }

    private static string Lacks(RuleTrace trace) => string.Join(", ", new[]
    {
        trace.Prose.Count == 0 ? "prose" : "", trace.Code.Count == 0 ? "code" : "", trace.Tests.Count == 0 ? "tests" : "",
    }.Where(s => s.Length > 0));

    private static string Links(IReadOnlyList<string> paths) =>
        paths.Count == 0 ? "-" : string.Join("<br>", paths.Select(p => $"[{p[(p.IndexOf('/', StringComparison.Ordinal) + 1)..]}](../../{p})"));

    private static IEnumerable<(RuleId Rule, string Field)> Declared() =>
        typeof(ProtocolSpec).Assembly.GetTypes()
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(f => f.FieldType == typeof(RuleId))
            .Select(f => ((RuleId)f.GetValue(null)!, $"{f.DeclaringType!.Name}.{f.Name}"))
            .OrderBy(d => d.Item1.Id, StringComparer.Ordinal);

    private static IReadOnlyList<(string Path, string Text)> Read(string root, IReadOnlyList<string> paths) =>
        [.. paths.Select(p => (p, File.ReadAllText(Path.Combine(root, p))))];

    private static IReadOnlyList<string> Citing(IReadOnlyList<(string Path, string Text)> files, RuleId rule, string? field)
    {
        var cited = new Regex($@"(?<![\w-]){Regex.Escape(rule.Id)}(?![\w-])" + (field is null ? "" : $@"|(?<!\w){Regex.Escape(field)}(?!\w)"), RegexOptions.CultureInvariant);
        return [.. files.Where(f => cited.IsMatch(f.Text)).Select(f => f.Path)];
    }
}
