using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Rekey.Mutation.Operators;

/// <summary>A condition that ends the function early is not asked.</summary>
public sealed class GuardRemoved : BreakageOperator
{
    /// <inheritdoc/>
    public override string Name => "remove-guard";

    /// <inheritdoc/>
    public override string Meaning => "A condition that ends the function early is not asked.";

    /// <inheritdoc/>
    public override IEnumerable<Change> Of(SyntaxNode node) =>
        node is IfStatementSyntax { Else: null, Parent: BlockSyntax } guard && Ends(guard.Statement) ? [new Change(guard.Condition, $"({guard.Condition}) && 0 > 1")] : [];

    private static bool Ends(StatementSyntax body) =>
        (body is BlockSyntax block ? block.Statements.LastOrDefault() : body) is ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax;
}
