using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Rekey.Core;
using Rekey.Crypto.Symbolic;
using Rekey.Wire;
using Rekey.Wire.Symbolic;

namespace Rekey.Worlds.Exhaustive;

/// <summary>
/// Hashes immutable values of any type, field by field, to 128 bits: what is equal in type and content is equal, and no field is forgotten. Terms count as
/// the objects that they are, since their store makes each once.
/// </summary>
/// <remarks>
/// Slow, and asked only when a member's state or a message is seen for the first time. The protocols' own fingerprints leave out what follows
/// from the rest in an honest run; a search that decides something may not rely on that.
/// </remarks>
/// <param name="bitOf">The bit of a member whose being named matters; 0 for others.</param>
/// <param name="renamed">Another name for each member; null where names stay. Then terms count by their content, under the new names.</param>
internal sealed class StructuralHash(Func<MemberId, uint> bitOf, Func<MemberId, MemberId>? renamed = null)
{
    private readonly Dictionary<Type, (ulong Name, FieldInfo[] Fields)> shapes = [];
    private readonly ConditionalWeakTable<object, object> known = [];
    private readonly Dictionary<int, ulong> terms = [];

    /// <summary>The hash of a value, and which members it names.</summary>
    /// <exception cref="NotSupportedException">The value holds something that can change, or code.</exception>
    public (UInt128 Value, uint Mentions) Of(object? value)
    {
        var state = new Lanes(0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F);
        Add(ref state, value);
        return (state.Value, state.Mentions);
    }

    /// <summary>The hash of a term by its content.</summary>
    public ulong OfTerm(Term term)
    {
        if (terms.TryGetValue(term.Id, out var hash))
        {
            return hash;
        }

        hash = Fingerprint.Mix(Fingerprint.Mix((ulong)term.Kind, Fingerprint.Of(term.Label)), Fingerprint.Mix(NameOf(term.Member).Fingerprint, term.Number));
        hash = Fingerprint.Mix(hash, term.Left is null ? 0 : OfTerm(term.Left));
        hash = Fingerprint.Mix(hash, term.Right is null ? 0 : OfTerm(term.Right));
        if (term.Exponent is { } exponent)
        {
            // A sum of products has no order.
            var sum = 0UL;
            foreach (var (monomial, factor) in exponent.Parts)
            {
                var product = 0UL;
                foreach (var (scalar, power) in monomial.Factors)
                {
                    product += Fingerprint.Mix(OfTerm(scalar), (ulong)power);
                }

                sum += Fingerprint.Mix(product, unchecked((ulong)factor));
            }

            hash = Fingerprint.Mix(hash, sum);
        }

        return terms[term.Id] = hash;
    }

    private MemberId NameOf(MemberId member) => renamed is null || member == default ? member : renamed(member);

    private void Add(ref Lanes state, object? value)
    {
        switch (value)
        {
            case null:
                state.Add(0x6E756C6C);
                break;
            case Term term:
                state.Add(renamed is null ? 0x7465726D00000000 + (ulong)term.Id : OfTerm(term));
                break;
            case MemberId member:
                state.Mentions |= bitOf(member);
                state.Add(NameOf(member).Fingerprint);
                state.Add(~NameOf(member).Fingerprint);
                break;
            case SymbolicEnvelope envelope:
                AddEnvelope(ref state, envelope);
                break;
            case bool or byte or short or int or uint or long or ulong or Enum:
                state.Add(value is ulong big ? big : unchecked((ulong)Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)));
                break;
            case UInt128 wide:
                state.Add((ulong)(wide >> 64));
                state.Add((ulong)wide);
                break;
            case string text:
                state.Add(Fingerprint.Of(text));
                state.Add((ulong)text.Length);
                break;
            default:
                AddCompound(ref state, value);
                break;
        }
    }

    private void AddCompound(ref Lanes state, object value)
    {
        if (value.GetType().IsValueType)
        {
            AddContent(ref state, value);
            return;
        }

        if (!known.TryGetValue(value, out var hash))
        {
            var own = new Lanes(0xD6E8FEB86659FD93, 0xA5A3564E27F8865B);
            AddContent(ref own, value);
            known.Add(value, hash = own);
        }

        state.Add((Lanes)hash);
    }

    private void AddContent(ref Lanes state, object value)
    {
        if (value is IEnumerable items)
        {
            // What has no order is added up.
            var ordered = value is IList;
            var (sum, count) = (UInt128.Zero, 0UL);
            if (value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(System.Collections.Immutable.ImmutableArray<>)
                && (bool)type.GetProperty("IsDefault")!.GetValue(value)!)
            {
                state.Add(0x6E6F6E65);
                return;
            }

            foreach (var item in items)
            {
                count++;
                if (ordered)
                {
                    Add(ref state, item);
                }
                else
                {
                    var (one, named) = Of(item);
                    sum += one;
                    state.Mentions |= named;
                }
            }

            state.Add(count);
            state.Add((ulong)(sum >> 64));
            state.Add((ulong)sum);
            return;
        }

        // Without its name, a request to join would be one to leave.
        var (name, fields) = ShapeOf(value.GetType());
        state.Add(name);
        foreach (var field in fields)
        {
            Add(ref state, field.GetValue(value));
        }
    }

    /// <summary>A message tells its own fields, each once.</summary>
    private void AddEnvelope(ref Lanes state, SymbolicEnvelope envelope)
    {
        state.Add(((ulong)envelope.Protection << 8) | envelope.Message.Type.Code);
        Add(ref state, envelope.Signer);
        Add(ref state, envelope.Recipient);
        Add(ref state, envelope.TrafficKey);
        Add(ref state, envelope.Payload);
        Add(ref state, envelope.Iv);
        Add(ref state, envelope.Message.Header);
        var writer = new Writer(this, state);
        envelope.Message.WriteFields(writer);
        state = writer.State;
    }

    private (ulong Name, FieldInfo[] Fields) ShapeOf(Type type)
    {
        if (shapes.TryGetValue(type, out var found))
        {
            return found;
        }

        var all = new List<FieldInfo>();
        for (var part = type; part is not null && part != typeof(object) && part != typeof(ValueType); part = part.BaseType)
        {
            all.AddRange(part.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
        }

        foreach (var field in all)
        {
            if (typeof(Delegate).IsAssignableFrom(field.FieldType) || (!field.IsInitOnly && !type.IsValueType))
            {
                throw new NotSupportedException($"{type.Name}.{field.Name} can change, or is code: such a value cannot be part of a state");
            }
        }

        return shapes[type] = (Fingerprint.Of(type.ToString()), [.. all]);
    }

    /// <summary>Two hashes side by side.</summary>
    private struct Lanes(ulong first, ulong second)
    {
        public uint Mentions;

        public readonly UInt128 Value => new(first, second);

        public void Add(in Lanes part)
        {
            Add((ulong)(part.Value >> 64));
            Add((ulong)part.Value);
            Mentions |= part.Mentions;
        }

        public void Add(ulong value) => (first, second) = (Fingerprint.Mix(first, value), Fingerprint.Mix(second, ~value));
    }

    private sealed class Writer(StructuralHash owner, Lanes state) : IFieldWriter
    {
        private Lanes state = state;

        public Lanes State => state;

        public void Number(int label, string name, uint value) => Add(label, value);

        public void Member(int label, string name, MemberId value) => Add(label, value);

        public void Key(int label, string name, CryptoValue value) => Add(label, value);

        public void KeyId(int label, string name, CryptoValue value) => Add(label, value);

        public void View(int label, string name, ViewId value) => Add(label, value);

        public void WrappedKey(int label, string name, CryptoValue value) => Add(label, value);

        public void Element(int label, string name, CryptoValue value) => Add(label, value);

        public void Items(int label, string name, int count, Action<int, IFieldWriter> write)
        {
            Add(label, count);
            for (var i = 0; i < count; i++)
            {
                write(i, this);
            }
        }

        private void Add(int label, object value)
        {
            state.Add((ulong)label);
            owner.Add(ref state, value);
        }
    }
}
