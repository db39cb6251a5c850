using System.Text.RegularExpressions;
using Rekey.Conformance.Drills;
using Rekey.KeyTrees.P;
using Rekey.Tests.Architecture;
using Rekey.Wire;
using Rekey.Worlds;
using Rekey.Worlds.Benches;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Wire;

/// <summary>
/// Schema and prose of the wire format know every message type of every protocol, and every field of it. A protocol without its lines there fails here,
/// with what is missing.
/// </summary>
public sealed partial class SchemaTests
{
    private static readonly string Schema = Repository.Read("spec/wire/rekey.cddl");
    private static readonly string Prose = Repository.Read("spec/wire/wire-format.md");
    private static readonly IReadOnlyList<(string Protocol, MessageType Type)> Types =
        [.. ProtocolRegistry.All.SelectMany(static p => p.Messages.Types.Where(static t => t.Protection != Protection.GroupEncrypted).Select(t => (p.Spec.Name, t)))];

    [Fact]
    public void Codes_mean_one_message_in_all_protocols() =>
        Types.Select(static t => t.Type).Distinct().GroupBy(static t => t.Code).Where(static g => g.Count() > 1)
            .Select(static g => $"code {g.Key} is {string.Join(" and ", g.Select(static t => t.Name))}").ShouldBeEmpty();

    [Fact]
    public void Every_type_has_a_rule_in_the_schema_under_its_code()
    {
        var missing = Types.Where(static t => !Regex.IsMatch(Schema, $@"^{Kebab(t.Type.Name)}\s*=\s*\{{\s*(stamped-)?header<{t.Type.Code}>", RegexOptions.Multiline));

        missing.Select(static t => $"rekey.cddl has no line '{Kebab(t.Type.Name)} = {{ header<{t.Type.Code}> ... }}' or the same with stamped-header ({t.Protocol})").Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Every_type_may_stand_where_its_protection_says()
    {
        foreach (var (choice, protection) in new[] { ("signed-payload", Protection.Signed), ("sealed-payload", Protection.Sealed) })
        {
            var named = Regex.Match(Schema, $@"^{choice}\s*=([^\n]*(\n\s+/[^\n]*)*)", RegexOptions.Multiline).Groups[1].Value.Split('/').Select(static n => n.Split(';')[0].Trim());
            Types.Where(t => t.Type.Protection == protection).Select(static t => Kebab(t.Type.Name)).Distinct().ShouldBe(named, ignoreOrder: true, choice);
        }
    }

    [Fact]
    public void Every_type_has_a_line_in_the_prose() => Types
        .Where(static t => !Regex.IsMatch(Prose, $@"^\| {t.Type.Code} \| `{t.Type.Name}` \| {t.Type.Protection.ToString().ToLowerInvariant()} \|", RegexOptions.Multiline))
        .Select(static t => $"wire-format.md has no line '| {t.Type.Code} | `{t.Type.Name}` | {t.Type.Protection.ToString().ToLowerInvariant()} | ...' ({t.Protocol})").Distinct().ShouldBeEmpty();

    /// <summary>The fields of the key agreements' messages, as a run sends them, are named with their labels in the line of their type.</summary>
    [Fact]
    public void Every_field_of_a_key_agreements_message_is_named_with_its_label()
    {
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var protocol in DrillFiles.KeyAgreements)
        {
            var bench = new Bench(protocol, new SymbolicBinding(Scenario.Group)).Install(1, ["m1", "m2", "m3"]);
            while (bench.Next() is { } parcel)
            {
                var message = bench.Open(parcel);
                var line = Regex.Match(Prose, $@"^\| {message.Type.Code} \| `{message.Type.Name}` \|.*$", RegexOptions.Multiline).Value;
                foreach (var node in FieldTree.Of(message).Where(n => !Regex.IsMatch(line, $@"\b{n.Field.Label} `{n.Field.Name}`")))
                {
                    missing.Add($"wire-format.md: the line of {message.Type.Name} lacks '{node.Field.Label} `{node.Field.Name}`'");
                }

                bench.Deliver(parcel);
            }
        }

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Every_kind_of_rejection_is_explained() =>
        Enum.GetNames<Rekey.Core.RejectionKind>().Where(static k => !Prose.Contains($"`{k}`", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Protocol_P_is_found_by_these_tests() => PDefinition.Value.Messages.Types.Select(static t => Kebab(t.Name)).ShouldContain("refresh-request");

    private static string Kebab(string name) => Upper().Replace(name, static m => (m.Index == 0 ? "" : "-") + m.Value.ToLowerInvariant());

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Upper();
}
