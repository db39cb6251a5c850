using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Rekey.Checking.Judging;
using Rekey.Checking.SecondReading;
using Rekey.Explorer;
using Rekey.Reports.Rendering;
using Rekey.Reports.SpecRendering;
using Rekey.Spec;
using Rekey.Worlds;
using Rekey.Worlds.Documents;
using Rekey.Worlds.Traces;

namespace Rekey.Reports.Checking;

/// <summary>
/// The report of <c>rekey check --sarif</c>, SARIF 2.1.0: a rule per property, a result per thing that is not as expected. A result is at the rule of
/// the specification that decided the step which violates; its code flow is the shrunk run, each step at the rule that decided it. An attack that is
/// expected is no result, unless all properties are asked for; then it is informational, and no failure.
/// </summary>
public static class CheckSarif
{
    private const string Root = "SRCROOT";
    private const string Breadth = "Breadth";

    /// <summary>The report. The traces are those of each judgement, in the same order.</summary>
    public static string Of(IReadOnlyList<Judgement> judged, IReadOnlyList<IReadOnlyList<FoundTrace>> traces, bool expectedToo)
    {
        var rules = judged.SelectMany(static j => j.Properties).Select(static p => p.Property).Append(Breadth).Distinct().ToList();
        var results = new JsonArray();
        for (var i = 0; i < judged.Count; i++)
        {
            foreach (var result in Results(judged[i], traces[i], expectedToo))
            {
                results.Add((JsonNode)result);
            }
        }

        var run = new JsonObject
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject
                {
                    ["name"] = "rekey",
                    ["version"] = BuildIdentity.Current.Version,
                    ["rules"] = new JsonArray([.. rules.Select(Rule)]),
                },
            },
            ["invocations"] = new JsonArray(new JsonObject { ["executionSuccessful"] = judged.All(static j => j.Ending is Ending.Done or Ending.Part) }),
            ["originalUriBaseIds"] = new JsonObject { [Root] = new JsonObject { ["description"] = Message("The root of the repository that holds the specification.") } },
            ["columnKind"] = "utf16CodeUnits",
            ["properties"] = new JsonObject
            {
                ["verdicts"] = new JsonArray([.. judged.SelectMany(static j => j.Properties.Select(p => (JsonNode)new JsonObject { ["of"] = j.Name, ["property"] = p.Property, ["verdict"] = j.Words(p) }))]),
                ["breadth"] = new JsonArray([.. judged.Select(static j => j.BreadthNote).Where(static n => n.Length > 0).Distinct().Select(static n => (JsonNode)n)]),
            },
            ["results"] = results,
        };
        foreach (var result in results)
        {
            result!["ruleIndex"] = rules.IndexOf((string)result["ruleId"]!);
        }

        return new JsonObject
        {
            ["$schema"] = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", ["version"] = "2.1.0", ["runs"] = new JsonArray(run),
        }.ToJsonString(StrictJson.Options) + "\n";
    }

    private static JsonObject Rule(string property) => new()
    {
        ["id"] = property,
        ["name"] = property,
        ["shortDescription"] = Message(property switch
        {
            Breadth => "The exploration visits every reachable cell of the control table and reaches every possible goal.",
            ScheduleRunner<VsWorld>.SpecificationProperty => "No machine comes into a situation that its table calls impossible.",
            Lockstep.CalledBy => "Every machine goes where a second reading of its control table goes.",
            _ => $"{property}, as spec/properties.md defines it",
        }),
        ["fullDescription"] = Message(SpecPlaces.Definition(property) is { Length: > 0 } text ? text : property),
        ["help"] = Message($"See {SpecPlaces.Property(property).Path}, line {SpecPlaces.Property(property).Line}."),
        ["defaultConfiguration"] = new JsonObject { ["level"] = "error" },
    };

    private static IEnumerable<JsonObject> Results(Judgement judgement, IReadOnlyList<FoundTrace> traces, bool expectedToo)
    {
        foreach (var property in judgement.Properties)
        {
            var trace = traces.FirstOrDefault(t => t.Properties.Contains(property.Property));
            switch (property.Found)
            {
                case Found.Violated when trace is not null:
                    yield return OfRun(judgement, property, trace, "fail", "error");
                    break;
                case Found.Attack when expectedToo && trace is not null:
                    yield return OfRun(judgement, property, trace, "informational", "none");
                    break;
                case Found.Missed:
                    yield return Plain(judgement, property.Property, SpecPlaces.Property(property.Property), $"is expected to fail ({property.Why}), and no attack was found");
                    break;
                case Found.NotWatched:
                    yield return Plain(judgement, property.Property, SpecPlaces.Property(property.Property), "is watched by no monitor");
                    break;
                default:
                    break;
            }
        }

        if (judgement.Vacuous)
        {
            yield return Plain(
                judgement, Breadth, SpecPlaces.Protocol(judgement.Protocol), $"these were never reached: {string.Join("; ", judgement.Unreached)}");
        }
    }

    private static JsonObject Plain(Judgement judgement, string rule, SpecPlace place, string message)
    {
        var result = Result(judgement.Protocol, rule, "fail", "error", $"{judgement.Protocol}: {rule}: {message}", place.Path);
        result["locations"] = new JsonArray(new JsonObject { ["physicalLocation"] = Physical(place) });
        return result;
    }

    private static JsonObject OfRun(Judgement judgement, PropertyResult property, FoundTrace found, string kind, string level)
    {
        var trace = found.About(property.Property);
        var (verdict, last) = (trace.Verdict, Math.Min(trace.Verdict.Step, trace.Steps.Count));
        var deciding = trace.Steps.Take(last).LastOrDefault(static s => s.Records.Count > 0)?.Records[^1].Rule;
        var place = (deciding is null ? null : SpecPlaces.Rule(deciding)) ?? SpecPlaces.Property(property.Property);
        var text = $"{judgement.Protocol}: {property.Property} is violated{(kind == "fail" ? "" : ", as expected")}: {verdict.Message} ({TraceText.Heading(trace.Scenario)})";
        var result = Result(judgement.Protocol, property.Property, kind, level, text, deciding ?? "");
        result["locations"] = new JsonArray(Location(place, deciding is null ? "the property" : $"{deciding} decided the step that violates"));
        result["relatedLocations"] = new JsonArray(Location(SpecPlaces.Property(property.Property), "the property"));
        result["codeFlows"] = new JsonArray(new JsonObject
        {
            ["message"] = Message("The shrunk run."),
            ["threadFlows"] = new JsonArray(new JsonObject { ["locations"] = new JsonArray([.. trace.Steps.Select(s => Step(s, verdict))]) }),
        });
        return result;
    }

    private static JsonObject Step(TraceStep step, TraceVerdict verdict)
    {
        var rule = step.Records.Count > 0 ? step.Records[^1].Rule : null;
        var place = (rule is null ? null : SpecPlaces.Rule(rule)) ?? SpecPlaces.Of(Move.Find(step.Choice.Move)!);
        var moves = string.Concat(step.Records.Select(static r => $"; {r.Process}: {TraceText.Transition(r)} ({r.Rule})"));
        var violates = step.Number == verdict.Step ? $"; violates {verdict.Property}" : "";
        return new JsonObject
        {
            ["location"] = Location(place, $"{step.Number}. {step.Text}{moves}{violates}"),
            ["executionOrder"] = step.Number,
            ["importance"] = step.Number == verdict.Step ? "essential" : "important",
        };
    }

    private static JsonObject Result(string protocol, string rule, string kind, string level, string text, string where) => new()
    {
        ["ruleId"] = rule,
        ["kind"] = kind,
        ["level"] = level,
        ["message"] = Message(text),
        ["partialFingerprints"] = new JsonObject
        {
            ["rekeyViolation/v1"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{protocol}|{rule}|{where}")).AsSpan(0, 16)),
        },
    };

    private static JsonObject Location(SpecPlace place, string text) => new() { ["physicalLocation"] = Physical(place), ["message"] = Message(text) };

    private static JsonObject Physical(SpecPlace place) => new()
    {
        ["artifactLocation"] = new JsonObject { ["uri"] = place.Path, ["uriBaseId"] = Root },
        ["region"] = new JsonObject { ["startLine"] = place.Line },
    };

    private static JsonObject Message(string text) => new() { ["text"] = text };
}
