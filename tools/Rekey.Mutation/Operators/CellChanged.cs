using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rekey.Mutation.Operators;

/// <summary>One cell of a control table says something else.</summary>
public sealed class CellChanged : BreakageOperator
{
    // A rule that all protocols have, for cells that had none.
    private const string AnyRule = "global::Rekey.Spec.Shared.TerminationRules.BlockAbandons";
    private const string NoReason = "\"a breakage says so\"";

    /// <inheritdoc/>
    public override string Name => "change-cell";

    /// <inheritdoc/>
    public override string Meaning => "One cell of a control table goes, stays, ignores, defers or is impossible where it was something else.";

    /// <inheritdoc/>
    public override bool IsFor(Area area) => area == Area.Table;

    /// <inheritdoc/>
    public override IEnumerable<Change> Of(SyntaxNode node)
    {
        if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call } invocation)
        {
            yield break;
        }

        var verdict = call.Name.Identifier.Text;
        var arguments = invocation.ArgumentList.Arguments;
        var first = verdict switch { "Go" => 3, "Stay" or "Ignore" or "Defer" or "Impossible" => 2, _ => int.MaxValue };
        if (arguments.Count <= first)
        {
            yield break;
        }

        var (trigger, rule) = (arguments[0], verdict == "Impossible" ? AnyRule : arguments[first - 1].ToString());
        for (var i = first; i < arguments.Count; i++)
        {
            if (arguments[i].Expression is not (IdentifierNameSyntax or MemberAccessExpressionSyntax))
            {
                continue;
            }

            var others = arguments.Where((_, place) => place != i).Select(static a => a.ToString());
            foreach (var other in Instead(verdict))
            {
                var reason = other == "Impossible" ? NoReason : rule;
                yield return new Change(invocation, $"{call.Expression}.{verdict}({string.Join(", ", others)}).{other}({trigger}, {reason}, {arguments[i]})");
            }
        }
    }

    private static string[] Instead(string verdict) => verdict switch
    {
        "Go" => ["Stay", "Ignore", "Defer", "Impossible"],
        "Stay" => ["Ignore", "Defer", "Impossible"],
        "Ignore" => ["Defer", "Impossible"],
        "Defer" => ["Ignore", "Impossible"],
        _ => ["Ignore", "Defer"],
    };
}
