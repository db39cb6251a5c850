using System.Text.RegularExpressions;
using Rekey.Conformance.Drills;
using Rekey.Runs.P;
using Rekey.Tests.Architecture;
using Rekey.Wire;
using Rekey.Worlds;
using Rekey.Worlds.Benches;
using Shouldly;
using Xunit;

namespace Rekey.Tests.Wire;

/// <summary>
/// Schemas and prose know every message type of every protocol, and every field of it: those of the wire format, and of what is one protocol's own, that of
/// the protocol. One without its lines fails here, with what is missing.
/// </summary>
public sealed partial class SchemaTests
{
    private static readonly string Schema = string.Join('\n', Repository.Files(".cddl", "spec/wire").Select(File.ReadAllText));
    private static readonly string Format = Repository.Read("spec/wire/wire-format.md");
    private static readonly string Prose = string.Join('\n', Repository.Files(".md", "spec/protocols").Select(File.ReadAllText).Prepend(Format));
    private static readonly IReadOnlyList<(string Protocol, MessageType Type)> Types =
        [.. ProtocolRegistry.All.SelectMany(static p => p.Messages.Types.Where(static t => t.Protection != Protection.GroupEncrypted).Select(t => (p.Spec.Name, t)))];

    [Fact]
    public void Codes_mean_one_message_in_all_protocols() =>
        Types.Select(static t => t.Type).Distinct().GroupBy(static t => t.Code).Where(static g => g.Count() > 1)
            .Select(static g => $"code {g.Key} is {string.Join(" and ", g.Select(static t => t.Name))}").ShouldBeEmpty();

    [Fact]
    public void Every_type_has_a_rule_in_the_schema_under_its_code()
    {
        Types.Where(static t => RuleOf(t.Type) is null)
            .Select(static t => $"no schema has a line '{string.Join("' or '", NamesOf(t.Type))}' = {{ header<{t.Type.Code}> ... }} ({t.Protocol})").Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Every_rule_of_the_schema_is_defined_once() =>
        Regex.Matches(Schema, @"^([a-z][\w-]*)(<\w+>)?\s*=", RegexOptions.Multiline).Select(static m => m.Groups[1].Value).ShouldBeUnique();

    [Fact]
    public void Every_type_may_stand_where_its_protection_says()
    {
        foreach (var (choice, protection) in new[] { ("signed-payload", Protection.Signed), ("sealed-payload", Protection.Sealed) })
        {
            var named = Regex.Matches(Schema, $@"^{choice}\s*/?=([^\n]*(\n\s+/[^\n]*)*)", RegexOptions.Multiline)
                .SelectMany(static m => m.Groups[1].Value.Split('/')).Select(static n => n.Split(';')[0].Trim());
            Types.Where(t => t.Type.Protection == protection).Select(static t => RuleOf(t.Type)).Distinct().ShouldBe(named, ignoreOrder: true, choice);
        }
    }

    [Fact]
    public void Every_type_has_a_line_in_the_prose() => Types
        .Where(static t => !Regex.IsMatch(Prose, $@"^\| {t.Type.Code} \| `{t.Type.Name}` \| {t.Type.Protection.ToString().ToLowerInvariant()} \|", RegexOptions.Multiline))
        .Select(static t => $"neither wire-format.md nor a protocol's page has a line '| {t.Type.Code} | `{t.Type.Name}` | {t.Type.Protection.ToString().ToLowerInvariant()} | ...' ({t.Protocol})").Distinct().ShouldBeEmpty();

    /// <summary>The fields of the key agreements' messages, as a run sends them, are named with their labels in the line of their type.</summary>
    [Fact]
    public void Every_field_of_a_key_agreements_message_is_named_with_its_label()
    {
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var protocol in DrillFiles.KeyAgreements)
        {
            var bench = new Bench(protocol, new SymbolicBinding(Anywhere.Group)).Install(1, ["m1", "m2", "m3"]);
            while (bench.Next() is { } parcel)
            {
                var message = bench.Open(parcel);
                var line = Regex.Match(Prose, $@"^\| {message.Type.Code} \| `{message.Type.Name}` \|.*$", RegexOptions.Multiline).Value;
                foreach (var node in FieldTree.Of(message).Where(n => !Regex.IsMatch(line, $@"\b{n.Field.Label} `{n.Field.Name}`")))
                {
                    missing.Add($"the line of {message.Type.Name} lacks '{node.Field.Label} `{node.Field.Name}`'");
                }

                bench.Deliver(parcel);
            }
        }

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Every_kind_of_rejection_is_explained() =>
        Enum.GetNames<Rekey.Core.RejectionKind>().Where(static k => !Format.Contains($"`{k}`", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Protocol_P_is_found_by_these_tests() => PDefinition.Value.Messages.Types.Select(static t => RuleOf(t)).ShouldContain("refresh-request");

    /// <summary>A type's rule has its name; where another protocol has that already, the protocol's stands before it. Null where there is no such rule.</summary>
    private static string? RuleOf(MessageType type) =>
        Array.Find(NamesOf(type), n => Regex.IsMatch(Schema, $@"^{n}\s*=\s*\{{\s*header<{type.Code}>", RegexOptions.Multiline));

    private static string[] NamesOf(MessageType type) => [Kebab(type.Name), $"{Types.First(t => t.Type == type).Protocol.ToLowerInvariant()}-{Kebab(type.Name)}"];

    private static string Kebab(string name) => Upper().Replace(name, static m => (m.Index == 0 ? "" : "-") + m.Value.ToLowerInvariant());

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Upper();
}
