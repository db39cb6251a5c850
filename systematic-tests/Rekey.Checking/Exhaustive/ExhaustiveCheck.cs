using Rekey.Checking;
using Rekey.Core;
using Rekey.Explorer;
using Rekey.Explorer.Cycles;
using Rekey.Explorer.Exhaustive;
using Rekey.Observing;
using Rekey.Spec;
using Rekey.Wire;
using Rekey.Worlds;
using Rekey.Worlds.Exhaustive;

namespace Rekey.Checking.Exhaustive;

/// <summary>What a search of a whole scope did and found.</summary>
/// <param name="Request">What was asked; it has one scenario.</param>
/// <param name="Options">How states are told apart.</param>
/// <param name="Result">What the search did.</param>
/// <param name="Situations">How many situations were judged.</param>
/// <param name="Sizes">How many different states processes have, and how often the protocol's machine was called.</param>
/// <param name="Findings">A finding for each violated property.</param>
/// <param name="Cycle">A fair cycle; null where there is none, or none was looked for.</param>
/// <param name="LookedForCycles">Whether cycles were looked for: in complete searches that kept their transitions and left none out.</param>
/// <param name="Kept">What was told apart, and judged.</param>
public sealed record ExhaustiveReport(
    CheckRequest Request,
    SpaceOptions Options,
    SearchResult Result,
    int Situations,
    (int Locals, int Reactions) Sizes,
    IReadOnlyDictionary<string, Finding> Findings,
    FairCycle? Cycle,
    bool LookedForCycles,
    Situations Kept)
{
    /// <summary>What came of the properties that do not say what their verdict rests on, each searched together with what it remembers.</summary>
    public IReadOnlyList<ProductResult> Products { get; init; } = [];

    /// <summary>The cells of the control table that some run of the scope visits, as far as it was searched.</summary>
    public IReadOnlyCollection<Cell> Cells { get; init; } = [];

    /// <summary>The rules that decide something in some run of the scope, as far as it was searched.</summary>
    public IReadOnlyCollection<RuleId> Rules { get; init; } = [];

    /// <summary>Whether every reachable state was visited, and a bound was reached while cycles were looked for among them.</summary>
    public bool LeftCycles { get; init; }

    /// <summary>Whether every reachable state was visited, and cycles were looked for to the end where they were.</summary>
    public bool IsComplete => Result.End == SearchEnd.Complete;

    /// <summary>The findings that nobody expected.</summary>
    public IEnumerable<Finding> Unexpected => Findings.Values.Where(f => Request.Holds(f.Violation.Property));

    /// <summary>
    /// The properties that are decided to hold in the scope; none where the search is not complete. One that does not say what its verdict rests on is decided
    /// where every state was visited together with all that it remembers.
    /// </summary>
    public IEnumerable<string> Decided
    {
        get
        {
            var monitors = Request.Monitors().OfType<FoldMonitor>().Select(static m => m.Fold).Where(static f => f is IDecidedBySituations).ToDictionary(static f => f.Name, static f => (IDecidedBySituations)f);
            return IsComplete ? Request.Protocol.Spec.Expectations.Select(static e => e.Property).Where(IsDecided) : [];

            bool IsDecided(string property) => !Findings.ContainsKey(property) && (Products.Any(p => p.Property == property && p.Holds)
                || (monitors.TryGetValue(property, out var monitor) && (Kept.HasFlag(monitor.RestsOn) || (monitor.ImpliedBy is { } stronger && IsDecided(stronger)))));
        }
    }
}

/// <summary>Decides a scope: visits every state, judges every situation, and looks for fair cycles.</summary>
public static class ExhaustiveCheck
{
    /// <summary>Searches.</summary>
    /// <param name="request">Protocol, one scenario, and what ends the search; strategy, seed and schedules mean nothing here.</param>
    /// <param name="search">How to search.</param>
    /// <param name="options">How states are told apart; null for the usual way.</param>
    /// <param name="cancel">Ends the search; what was done is reported.</param>
    /// <param name="progress">Is told, several times a second, how many states were seen, and how many wait.</param>
    /// <exception cref="NotSupportedException">The scenario has too many processes, or more than one group.</exception>
    public static ExhaustiveReport Run(
        CheckRequest request, ExhaustiveRequest search, SpaceOptions? options = null, CancellationToken cancel = default, Action<long, long>? progress = null)
    {
        if (request.Scenarios[0].Groups.Count > 1)
        {
            throw new NotSupportedException($"{request.Protocol.Spec.Name}: several groups are not searched, only sampled");
        }

        if (!ProductSearch.HasSpace(request.Scenarios[0]))
        {
            return ByWorld(request, search, cancel);
        }

        options ??= new SpaceOptions();
        options = options with { EpochOrder = options.Histories && (request.Mutate is not null || !request.Holds(Properties.KeyIndependence)) };
        var space = new VsSpace(request.Scenarios[0], options, request.Mutate);
        var judge = new Judge(space, request);
        var run = new ExhaustiveSearch(space, search, judge);
        var result = run.Run(cancel, progress);
        var findings = new Dictionary<string, Finding>(judge.Findings, StringComparer.Ordinal);
        var looks = result.End == SearchEnd.Complete && search.KeepsTransitions && !options.PartialOrder;
        SearchEnd? cut = null;
        var cycle = looks ? FairCycles.Find(run, out cut) : null;
        if (cycle is not null && !findings.ContainsKey(Properties.Liveness))
        {
            findings.Add(Properties.Liveness, Finding.Of(cycle, space.Scenario, 0));
        }

        var products = result.End == SearchEnd.Complete && options.Histories ? Products(request, search with { Time = search.Time - result.Elapsed }, findings, cancel, static f => f is not IDecidedBySituations) : new List<ProductResult>();
        return new ExhaustiveReport(
            request, options, result with { End = cut ?? EndOf(result.End, products) }, judge.Situations, (space.Sizes.Locals, space.Sizes.Reactions), findings, cycle, looks && cut is null,
            space.Kept | (looks && cut is null ? Situations.Cycles : Situations.None))
        {
            Products = products, LeftCycles = cut is not null, Cells = space.Visits.Cells, Rules = space.Visits.Rules,
        };
    }

    /// <summary>
    /// Decides a scope in which the adversary acts, or of a layer: the world is searched as it is, and every property by construction. What rests on cycles is not
    /// asked.
    /// </summary>
    private static ExhaustiveReport ByWorld(CheckRequest request, ExhaustiveRequest search, CancellationToken cancel)
    {
        var (watch, visited, findings) = (System.Diagnostics.Stopwatch.StartNew(), new Visited(), new Dictionary<string, Finding>(StringComparer.Ordinal));
        var states = new ProductSearch(request.Scenarios[0], visited, request).Run(long.MaxValue, search, cancel);
        if (states.Finding is { } broken)
        {
            findings.Add(states.Property, broken);
        }

        var left = search with { Time = search.Time - watch.Elapsed };
        var products = !states.Holds ? [] : JointProducts(request, left, cancel) ?? Products(request, search with { Time = search.Time - watch.Elapsed }, findings, cancel, static f => (f as IDecidedBySituations)?.RestsOn.HasFlag(Situations.Cycles) != true);
        var result = new SearchResult(EndOf(states.End, products), states.Pairs, states.Left, states.Transitions, states.AtRest, 0, watch.Elapsed, 0);
        return new ExhaustiveReport(request, new SpaceOptions(), result, 0, (0, 0), findings, null, false, Situations.None)
        {
            Products = products, Cells = visited.Cells, Rules = visited.Rules,
        };
    }

    /// <summary>
    /// Of a layer, all properties are searched at once, for they remember much the same; null where one of them objects, or for what is no layer: then each is
    /// searched alone.
    /// </summary>
    private static List<ProductResult>? JointProducts(CheckRequest request, ExhaustiveRequest search, CancellationToken cancel)
    {
        if (request.Protocol is ProtocolDefinition)
        {
            return null;
        }

        Fold[] folds = [.. request.Monitors().OfType<FoldMonitor>().Select(static m => m.Fold)];
        var joint = new ProductSearch(request.Scenarios[0], new Joint(folds), request).Run(long.MaxValue, search, cancel);
        return joint.Finding is null ? [.. folds.Select(f => joint with { Property = f.Name })] : null;
    }

    /// <summary>What is cancelled while properties are searched is not complete, though all states were visited: somebody would keep it as if all had been asked.</summary>
    private static SearchEnd EndOf(SearchEnd states, List<ProductResult> products) =>
        states == SearchEnd.Complete && products.Exists(static p => p.End == SearchEnd.Cancelled) ? SearchEnd.Cancelled : states;

    /// <summary>
    /// Searches properties together with what they remember; adds what violates one. What the adversary can do to a member comes first: scopes in which it acts are
    /// about that, and the memories of others may use up the time.
    /// </summary>
    private static List<ProductResult> Products(
        CheckRequest request, ExhaustiveRequest search, Dictionary<string, Finding> findings, CancellationToken cancel, Func<Fold, bool> asked)
    {
        var results = new List<ProductResult>();
        var folds = request.Monitors().OfType<FoldMonitor>().Select(static m => m.Fold).Where(asked).OrderBy(static f => f.Name != Properties.ActiveSecurity);
        foreach (var fold in folds.Where(f => !findings.ContainsKey(f.Name)))
        {
            var product = new ProductSearch(request.Scenarios[0], fold, request);
            if (!product.IsAbout)
            {
                continue;
            }

            // Of a layer there is no other search that could decide anything, so only time and memory bound this one.
            var result = product.Run(request.Protocol is ProtocolDefinition ? request.Pairs : long.MaxValue, search, cancel);
            results.Add(result);
            if (result.Finding is { } finding)
            {
                findings.Add(fold.Name, finding);
            }
        }

        return results;
    }
}
