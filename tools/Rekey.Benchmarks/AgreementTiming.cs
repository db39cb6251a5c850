using Rekey.Cli.Costs;
using Rekey.Cli.Costs.Agreements;
using Rekey.Conformance;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.Crypto.Concrete;
using Rekey.Wire;
using Rekey.Worlds;

namespace Rekey.Benchmarks;

/// <summary>Serial time of a rekey beside its limit, in milliseconds.</summary>
/// <param name="Time">Over all rounds, the longest that a member took.</param>
/// <param name="Limit">The same of what cannot be saved: exponentiations; with signatures and verifications, where messages are protected.</param>
/// <param name="FullLimit">The limit with small powers and products, which the published tables leave out.</param>
internal sealed record SerialTime(double Time, double Limit, double FullLimit)
{
    /// <summary>How much more time than the limit was taken; 1 where there is nothing to do.</summary>
    public double Ratio => Limit > 0 ? Time / Limit : 1;

    /// <summary>The same, for the limit with small powers and products.</summary>
    public double FullRatio => FullLimit > 0 ? Time / FullLimit : 1;
}

/// <summary>What was measured of one event.</summary>
/// <param name="Size">To how many it happened.</param>
/// <param name="Exponentiations">Serial exponentiations.</param>
/// <param name="AllExponentiations">Exponentiations of all members.</param>
/// <param name="Agreement">Time of the agreement itself, from the lineup to the last message.</param>
/// <param name="Whole">Time of everything, with lineup and termination, whose rounds follow each other.</param>
internal sealed record AgreementTime(AgreementSize Size, int Exponentiations, int AllExponentiations, SerialTime Agreement, SerialTime Whole);

/// <summary>Times events of one key agreement over one suite: with messages that are only carried, or with real envelopes.</summary>
internal sealed class AgreementTiming
{
    private readonly AgreementScenario scenario;
    private readonly UnitCosts units;
    private readonly bool isProtected;

    /// <summary>A group of n members.</summary>
    public AgreementTiming(ProtocolDefinition protocol, ConcreteSuite suite, int members, bool isProtected)
    {
        this.isProtected = isProtected;
        IEnvelopes envelopes = isProtected
            ? new ConcreteBinding(Scenario.Group, "benchmark", AgreementScenario.Everybody(members), suite).Envelopes
            : new CarryingEnvelopes();
        scenario = new AgreementScenario(new MeteredProtocol(protocol, suite, envelopes), members);
        units = new UnitCosts(suite);
    }

    /// <summary>
    /// Lets an event happen some times, and takes the median of every member's time in every round; one repetition before that warms up. What one
    /// exponentiation, signature or verification costs is measured in between.
    /// </summary>
    public AgreementTime Measure(CostEvent happening, int repetitions)
    {
        var (_, first, size) = scenario.Happen(happening);
        var runs = new List<Ledger>();
        for (var i = 0; i < repetitions; i++)
        {
            units.Sample(isProtected);
            runs.Add(scenario.Happen(happening).Ledger);
        }

        var medians = first.Slots.ToDictionary(static s => s, s => first[s].Keys.ToDictionary(static m => m, m => Median(runs.Select(r => Milliseconds(r[s][m].Nanoseconds)))));
        return new AgreementTime(
            size, first.Serial(static w => w.Exponentiations), first.Total(static w => w.Exponentiations),
            Sum(static s => s.Phase == AgreementPhase.Agreement), Sum(static _ => true));

        SerialTime Sum(Func<Slot, bool> where) => new(medians.Where(m => where(m.Key)).Sum(static m => m.Value.Values.Max()), first.Serial(units.Of, where), first.Serial(units.AllOf, where));
    }

    /// <summary>The median.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>Nanoseconds as milliseconds.</summary>
    public static double Milliseconds(long nanoseconds) => nanoseconds / 1e6;
}

/// <summary>What single operations cost: medians, in milliseconds.</summary>
internal sealed class UnitCosts(ConcreteSuite suite)
{
    private const int PerSample = 3;
    private const int Batch = 64;
    private const int SmallExponent = 50;

    private static readonly MemberId Member = MemberId.Parse("m001");
    private static readonly LongTermKeys Keys = LongTermKeys.Generate(new SeededEntropy("unit costs", Member));
    private static readonly byte[] Message = new byte[200];

    private readonly List<double> exponentiations = [];
    private readonly List<double> smallPowers = [];
    private readonly List<double> products = [];
    private readonly List<double> signatures = [];
    private readonly List<double> verifications = [];
    private readonly SeededEntropy entropy = new("unit costs", Member);

    /// <summary>One exponentiation.</summary>
    public double Exponentiation => AgreementTiming.Median(exponentiations);

    /// <summary>Measures a few of each.</summary>
    public void Sample(bool signatures)
    {
        var group = suite.Agreement;
        for (var i = 0; i < PerSample; i++)
        {
            // Another element each time: a library may keep a table of multiples of one that it has seen.
            var element = group.Raise(group.Generator, group.NewScalar(entropy));
            var scalar = group.NewScalar(entropy);
            exponentiations.Add(Time(() => group.Raise(element, scalar), out var power));
            smallPowers.Add(Time(() => group.Power(power, SmallExponent), out _));
            products.Add(Time(() => Enumerable.Range(0, Batch).Aggregate(element, (product, _) => group.Multiply(product, power)), out _) / Batch);
            if (signatures)
            {
                this.signatures.Add(Time(() => EcdsaP256.Sign(Keys.SigningScalar, Message), out var signature));
                verifications.Add(Time(() => EcdsaP256.Verify(Keys.Public.Signing, Message, signature), out _));
            }
        }
    }

    /// <summary>The same with small powers and products.</summary>
    public double AllOf(Work work) => Of(work) + (work.SmallPowers * AgreementTiming.Median(smallPowers)) + (work.Products * AgreementTiming.Median(products));

    /// <summary>What work costs that consists of exponentiations, signatures and verifications alone.</summary>
    public double Of(Work work) => (work.Exponentiations * Exponentiation)
        + (signatures.Count == 0 ? 0 : ((work.Signatures + work.FrameSignatures) * AgreementTiming.Median(signatures)) + ((work.Verifications + work.FrameVerifications) * AgreementTiming.Median(verifications)));

    private static double Time<T>(Func<T> run, out T result)
    {
        var start = WorkClock.Now;
        result = run();
        return AgreementTiming.Milliseconds(WorkClock.Now - start);
    }
}
