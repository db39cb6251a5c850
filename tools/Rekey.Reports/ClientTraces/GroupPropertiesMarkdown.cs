using System.Globalization;
using System.Text;
using Rekey.Checking.ClientTraces;
using Rekey.Monitors;
using Rekey.Monitors.GroupCommunication;
using Rekey.Reports.SpecRendering;

namespace Rekey.Reports.ClientTraces;

/// <summary>The properties of group communication: what each says, who named it, which model promises it by which rule, and who decides it.</summary>
public static class GroupPropertiesMarkdown
{
    private const string Code = "../../systematic-tests/Rekey.Monitors/GroupCommunication";

    /// <summary>The document.</summary>
    public static string Text
    {
        get
        {
            var text = new StringBuilder(TableMarkdown.Notice);
            text.Append("\n# Properties of group communication\n\n");
            text.Append("With the names of the literature. *Promised by*: the rules of [virtual synchrony](../model/virtual-synchrony.md) and of [extended virtual synchrony](../model/extended-virtual-synchrony.md); ");
            text.Append("a property that a page does not promise may be one of a real system all the same, and is asked of its logs. *Logs*: whether `rekey trace accept` asks for it ([client traces](../model/client-trace.md)).\n\n");
            text.Append("| property | clauses | named by | VS: promised by | VS: logs | EVS: promised by | EVS: logs |\n|---|---|---|---|---|---|---|\n");
            foreach (var property in Question.Properties)
            {
                Row(text, property.Name, property.Clauses, property.Source, m => property.PromisedBy(m), property.IsAskedOf);
            }

            foreach (var (question, name) in Others())
            {
                var isSignal = name == nameof(OneSignal);
                string? Promised(GroupModel m) => (isSignal, m) switch
                {
                    (true, GroupModel.Vs) => "FL-11, of the flush layer",
                    (true, _) => "EVS-7",
                    (_, GroupModel.Vs) => "VS-4",
                    _ => null,
                };
                Row(text, name, question.Clauses, question.Source, Promised, m => isSignal || m == GroupModel.Vs);
            }

            text.Append("\nWhat no log decides, since a log that ends does not say what would still have come: ");
            text.Append(string.Join(", ", AcceptanceText.NeverDecided.Where(static n => n.Property[0] != 'V').Select(static n => $"[`{n.Property}`]({Code}/{n.Property}.cs)")));
            text.Append(". Exploration decides these, of runs that come to rest.\n");
            return text.ToString();
        }
    }

    private static IEnumerable<(Question Question, string Name)> Others() =>
        Question.Of(GroupModel.Vs).Where(static q => q.Fold is not GroupProperty).Select(static q => (q, q.Fold.Name));

    private static void Row(StringBuilder text, string name, IReadOnlyList<Clause> clauses, string source, Func<GroupModel, string?> promised, Predicate<GroupModel> isAsked)
    {
        var file = name == nameof(VirtualSynchrony) ? "../../systematic-tests/Rekey.Monitors/VirtualSynchrony.cs" : $"{Code}/{name}.cs";
        text.Append(CultureInfo.InvariantCulture, $"| [`{name}`]({file}) | {string.Join("<br>", clauses.Select(static c => $"{c.Id} {c.Text}"))} | {source} ");
        foreach (var model in Enum.GetValues<GroupModel>())
        {
            text.Append(CultureInfo.InvariantCulture, $"| {promised(model) ?? "-"} | {(isAsked(model) ? "asked" : "-")} ");
        }

        text.Append("|\n");
    }
}
