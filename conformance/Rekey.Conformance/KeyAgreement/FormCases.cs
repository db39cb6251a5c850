using System.Collections.Immutable;
using Rekey.Conformance.Drills;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Wire;
using Rekey.Wire.Cbor;
using Rekey.Worlds.Adversary;

namespace Rekey.Conformance.KeyAgreement;

/// <summary>Every field of a body, missing, of another type, outside its range, of a wrong length, and elements in every wrong spelling (W-14, W-15).</summary>
internal static class FormCases
{
    private const uint UnknownLabel = 23;

    /// <summary>Adds the cases of one message. Only signed ones have a body that can be read from their bytes.</summary>
    public static void AddTo(AgreementCases all, Moment moment)
    {
        if (moment.Message.Type.Protection != Protection.Signed)
        {
            return;
        }

        var payload = MessagePayload.Encode(all.Binding.Suite.Number, moment.Message);
        var form = PayloadForm.Of(payload);
        Add("unknown-field", "W-15", $"a field with label {UnknownLabel}", form.With([UnknownLabel], Forger.Int(0)));
        Fields(FieldTree.Of(moment.Message), [], "");

        void Fields(ImmutableArray<FieldNode> fields, ImmutableArray<long> above, string parent)
        {
            foreach (var node in fields)
            {
                var (path, name) = (above.Add(node.Field.Label), parent + node.Field.Name);
                foreach (var (id, rule, note, value) in Wrong(node, all.Binding.Suite.Group))
                {
                    Add($"{name}-{id}", rule, $"{name}: {note}", form.With(path.AsSpan(), value));
                }

                if (node is { IsList: true, Items: [var first, ..] })
                {
                    Fields(first, path.Add(0), $"{name}-0-");
                }
            }
        }

        void Add(string id, string rule, string note, byte[] changed)
        {
            var type = Names.Kebab(moment.Message.Type.Name);
            all.Add($"{type}-{id}", rule, note, Names.Situation(moment, $"{moment.Scene}-{type}"), moment.Stage, moment.To, moment.From, all.Forger.Sign1(changed, moment.From));
        }
    }

    private static IEnumerable<(string Id, string Rule, string Note, byte[]? Value)> Wrong(FieldNode node, IPrimeOrderGroup group)
    {
        yield return ("missing", "W-15", "missing", null);
        yield return ("type", "W-15", "of another type", node.Field.Kind == FieldKind.Number ? Forger.Text("1") : Forger.Int(1));
        switch (node.Field.Kind)
        {
            case FieldKind.Number:
                yield return ("range", "W-15", "2^32", Forger.Int(1L << 32));
                break;
            case FieldKind.Member:
                yield return ("range", "W-15", "an empty name", Forger.Text(""));
                break;
            case FieldKind.KeyId or FieldKind.Key or FieldKind.WrappedKey:
                yield return ("length", "W-15", "a byte short", Forger.Blob(((Bytes)node.Field.Value!).Span[1..]));
                break;
            case FieldKind.Element:
                var bytes = ((GroupElement)node.Field.Value!).Encoded.Span.ToArray();
                yield return ("length", "W-14", "a byte short", Forger.Blob(bytes.AsSpan()[1..]));
                foreach (var (change, wrong) in ElementDrill.Wrong(group, (GroupElement)node.Field.Value))
                {
                    yield return (change.Replace(", ", "-", StringComparison.Ordinal).Replace(" = ", "-is-", StringComparison.Ordinal).Replace(' ', '-'), "W-14", change, Forger.Blob(wrong));
                }

                break;
            default:
                break;
        }
    }
}
