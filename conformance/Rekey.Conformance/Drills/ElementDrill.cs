using System.Globalization;
using System.Numerics;
using System.Text;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Wire;
using Rekey.Wire.Cbor;
using Rekey.Wire.Cose;
using Rekey.Worlds;
using Rekey.Worlds.Adversary;
using Rekey.Worlds.Benches;

namespace Rekey.Conformance.Drills;

/// <summary>
/// Drills over bytes: a member says a genuine message in which one element is spelled as none of the group, and signs it. Over terms this cannot be
/// said, for there every element is one.
/// </summary>
public static class ElementDrill
{
    /// <summary>A group of the integers modulo a safe prime of 128 bits: large enough that nothing coincides, small enough to be quick.</summary>
    public static ModPGroup Toy { get; } = MakeToy();

    /// <summary>The suites that are drilled: one over a curve, one over a group modulo p.</summary>
    public static IReadOnlyList<(string Name, ConcreteSuite Suite)> Suites { get; } =
        [("suite 1", ConcreteSuite.Suite1), ("suite 3 over a toy group", ConcreteSuite.Historic(Toy))];

    /// <summary>All results, as text.</summary>
    public static string Text(ProtocolDefinition protocol)
    {
        var text = new StringBuilder();
        foreach (var (name, suite) in Suites)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nprotocol {protocol.Spec.Name}, over bytes, {name}\n");
            foreach (var message in Run(protocol, suite).GroupBy(static r => (r.Message, r.Field)))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n== {message.Key.Message} {message.Key.Field}\n");
                foreach (var result in message)
                {
                    text.Append($"  {result.Change}".PadRight(34)).Append(' ').Append(result.Answer).Append('\n');
                }
            }
        }

        return text.ToString();
    }

    /// <summary>In each type of message that holds elements, the first element in every wrong spelling.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="suite">The suite, which decides what is wrong.</param>
    /// <param name="mutate">Replaces every member's machine by a mutant.</param>
    public static IReadOnlyList<DrillResult> Run(ProtocolDefinition protocol, ConcreteSuite suite, Func<IMachine, SuiteBinding, IMachine>? mutate = null)
    {
        var results = new List<DrillResult>();
        var seen = new HashSet<string>();
        foreach (var scene in Scene.All.Where(static s => s.Name == "first"))
        {
            var binding = new ConcreteBinding(Scenario.NameOfGroup(0), $"{protocol.Spec.Name.ToLowerInvariant()} drill", ((string[])["m1", "m2", "m3", "m4"]).Select(MemberId.Parse), suite);
            var bench = new Bench(protocol, binding, mutate);
            scene.Play(bench);
            while (bench.Next() is { } parcel)
            {
                var message = bench.Open(parcel);
                var element = MessageFields.Of(message).FirstOrDefault(static f => f.Kind == FieldKind.Element);
                if (element.Value is GroupElement genuine && message.Type.Protection == Protection.Signed && seen.Add(message.Type.Name))
                {
                    results.AddRange(Wrong(suite.Group, genuine).Select(wrong => new DrillResult(
                        scene.Name, message.Type.Name, "first", element.Name, wrong.Change, Answer(bench.Fork(), parcel, message, genuine, wrong.Bytes), "")));
                }

                bench.Deliver(parcel);
            }
        }

        return results;
    }

    private static string Answer(Bench bench, Parcel parcel, Message message, GroupElement genuine, byte[] wrong)
    {
        var binding = (ConcreteBinding)bench.Binding;
        var payload = MessagePayload.Encode(binding.Suite.Number, message);
        var at = payload.AsSpan().IndexOf(genuine.Encoded.Span);
        wrong.CopyTo(payload, at);
        var signed = new Forger(binding.Suite, binding.Directory, binding.Group).Sign1(payload, parcel.From);
        return bench.Feed(parcel.To, new Received(parcel.From, new CoseEnvelope(new Bytes(signed)))) switch
        {
            Rejected rejected => $"{rejected.Reason.Kind} at {rejected.Reason.Field} ({rejected.Rule.Id}): {rejected.Reason.Expected}",
            var taken => $"{taken.GetType().Name} ({taken.Rule.Id})",
        };
    }

    /// <summary>Byte strings of the length of an element that spell none.</summary>
    internal static IEnumerable<(string Change, byte[] Bytes)> Wrong(IPrimeOrderGroup group, GroupElement genuine)
    {
        var bytes = genuine.Encoded.Span.ToArray();
        if (group is ModPGroup modular)
        {
            return [
                ("0", Number(0)), ("the identity, 1", Number(1)), ("p - 1, of order 2", Number(modular.Modulus - 1)), ("p", Number(modular.Modulus)), ("p + 1", Number(modular.Modulus + 1)),
                ("itself, negated", Number(modular.Modulus - new BigInteger(bytes, isUnsigned: true, isBigEndian: true))),
            ];
        }

        byte[] offCurve = [.. bytes];
        while (group.TryDecode(offCurve, out _, out _))
        {
            offCurve[^1]++;
        }

        return [
            ("zeros", new byte[bytes.Length]), ("an x that is on no point", offCurve), ("x = p", [2, .. P256Prime]), ("x above p", [2, .. Enumerable.Repeat((byte)0xFF, bytes.Length - 1)]),
            ("prefix 4", [4, .. bytes[1..]]), ("prefix 0", [0, .. bytes[1..]]),
        ];

        byte[] Number(BigInteger value)
        {
            var wide = new byte[bytes.Length];
            var minimal = value.IsZero ? [] : value.ToByteArray(isUnsigned: true, isBigEndian: true);
            minimal.CopyTo(wide, wide.Length - minimal.Length);
            return wide;
        }
    }

    private static byte[] P256Prime => Convert.FromHexString("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF");

    private static ModPGroup MakeToy()
    {
        var p = (BigInteger.One << 127) + 8799;
        return new ModPGroup("toy", p, (p - 1) / 2, 4);
    }
}
