using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using Rekey.Conformance;
using Rekey.Core;
using Rekey.Costs;
using Rekey.Costs.Agreements;
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
    private const long Room = 200 << 20;

    private readonly AgreementScenario scenario;
    private readonly UnitCosts units;
    private readonly bool isProtected;

    /// <summary>A group of n members.</summary>
    public AgreementTiming(ProtocolDefinition protocol, ConcreteSuite suite, UnitCosts units, int members, bool isProtected)
    {
        (this.units, this.isProtected) = (units, isProtected);
        IEnvelopes envelopes = isProtected
            ? new ConcreteBinding(Scenario.NameOfGroup(0), "benchmark", AgreementScenario.Everybody(members), suite).Envelopes
            : new CarryingEnvelopes();
        scenario = new AgreementScenario(new MeteredProtocol(protocol, suite, envelopes), members);
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
            units.Sample();
            runs.Add(Undisturbed(happening));
        }

        var medians = first.Slots.ToDictionary(static s => s, s => first[s].Keys.ToDictionary(static m => m, m => Median(runs.Select(r => Milliseconds(r[s][m].Nanoseconds)))));
        return new AgreementTime(
            size, first.Serial(static w => w.Exponentiations), first.Total(static w => w.Exponentiations),
            Sum(static s => s.Phase == AgreementPhase.Agreement), Sum(static _ => true));

        SerialTime Sum(Func<Slot, bool> where) => new(medians.Where(m => where(m.Key)).Sum(static m => m.Value.Values.Max()), first.Serial(w => units.Of(w, isProtected), where), first.Serial(w => units.AllOf(w, isProtected), where));
    }

    /// <summary>
    /// Lets an event happen while no garbage is collected. A collection runs on the thread whose allocation is the last one that there was room for, and counts
    /// to the step of that member; every repetition allocates the same, so it would be the same member's in most of them, and no median would leave it out.
    /// </summary>
    private Ledger Undisturbed(CostEvent happening)
    {
        GC.TryStartNoGCRegion(Room);
        try
        {
            return scenario.Happen(happening).Ledger;
        }
        finally
        {
            // Where there was not room enough, the runtime has ended it itself.
            if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            {
                GC.EndNoGCRegion();
            }
        }
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
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    private static readonly MemberId Member = MemberId.Parse("m001");
    private static readonly LongTermKeys Keys = LongTermKeys.Generate(new SeededEntropy("unit costs", Member));
    private static readonly byte[] Message = new byte[200];

    private readonly Dictionary<Operation, List<double>> samples = Enum.GetValues<Operation>().ToDictionary(static o => o, static _ => new List<double>());
    private readonly SeededEntropy entropy = new("unit costs", Member);

    private enum Operation
    {
        Exponentiation,
        SmallPower,
        Product,
        Signature,
        Verification,
    }

    /// <summary>The costs in words.</summary>
    public override string ToString() => string.Join(", ", Enum.GetValues<Operation>().Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.ToString().ToLowerInvariant()} {this[o]:0.0000} ms")));

    /// <summary>Measures until the code is warm, and forgets it.</summary>
    public UnitCosts Warm()
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < WarmUp)
        {
            Sample();
        }

        foreach (var sample in samples.Values)
        {
            sample.Clear();
        }

        Sample();
        return this;
    }

    /// <summary>Measures a few of each.</summary>
    public void Sample()
    {
        var group = suite.Agreement;
        for (var i = 0; i < PerSample; i++)
        {
            // Another element each time: a library may keep a table of multiples of one that it has seen.
            var element = group.Raise(group.Generator, group.NewScalar(entropy));
            var scalar = group.NewScalar(entropy);
            Time(Operation.Exponentiation, 1, () => group.Raise(element, scalar), out var power);
            Time(Operation.SmallPower, 1, () => group.Power(power, SmallExponent), out _);
            Time(Operation.Product, Batch, () => Enumerable.Range(0, Batch).Aggregate(element, (product, _) => group.Multiply(product, power)), out _);
            Time(Operation.Signature, 1, () => EcdsaP256.Sign(Keys.SigningScalar, Message), out var signature);
            Time(Operation.Verification, 1, () => EcdsaP256.Verify(Keys.Public.Signing, Message, signature), out _);
        }
    }

    /// <summary>What work costs that consists of exponentiations, and of signatures and verifications where messages are protected.</summary>
    public double Of(Work work, bool isProtected) => (work.Exponentiations * this[Operation.Exponentiation]) + (isProtected
        ? ((work.Signatures + work.FrameSignatures) * this[Operation.Signature]) + ((work.Verifications + work.FrameVerifications) * this[Operation.Verification])
        : 0);

    /// <summary>The same with small powers and products.</summary>
    public double AllOf(Work work, bool isProtected) => Of(work, isProtected) + (work.SmallPowers * this[Operation.SmallPower]) + (work.Products * this[Operation.Product]);

    private double this[Operation operation] => AgreementTiming.Median(samples[operation]);

    private void Time<T>(Operation operation, int times, Func<T> run, out T result)
    {
        var start = WorkClock.Now;
        result = run();
        samples[operation].Add(AgreementTiming.Milliseconds(WorkClock.Now - start) / times);
    }
}
