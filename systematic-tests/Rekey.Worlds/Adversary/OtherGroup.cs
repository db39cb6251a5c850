using Rekey.Core;
using Rekey.Wire;

namespace Rekey.Worlds.Adversary;

/// <summary>
/// Another group in which the same processes take part, with the same long-term keys: of each message there is a twin in it, of the same sender, view,
/// run and form, and with other keys (spec/model/adversary.md). Whatever that group's members draw is drawn under a name of its own, so that it equals
/// nothing of this run and nobody in this run knows it.
/// </summary>
public sealed class OtherGroup(SuiteBinding binding)
{
    /// <summary>The other group.</summary>
    public static readonly GroupId Id = new("other");

    /// <summary>Under this name the other group draws.</summary>
    public static readonly MemberId Drawer = MemberId.Parse("~other");

    private readonly Dictionary<CryptoValue, CryptoValue> twins = [];
    private IEntropy? entropy;

    /// <summary>Begins a run.</summary>
    public void Reset()
    {
        twins.Clear();
        entropy = null;
    }

    /// <summary>The twin of a message, protected by its sender.</summary>
    /// <param name="message">A signed or sealed message.</param>
    /// <param name="recipient">To whom it is sealed.</param>
    public Envelope Twin(Message message, MemberId recipient)
    {
        entropy ??= binding.EntropyFor(Drawer);
        var fields = MessageFields.Of(message);
        for (var i = 0; i < fields.Count; i++)
        {
            fields[i] = fields[i] is { Value: { } value } field ? field with { Value = TwinOf(field.Kind, value) } : fields[i];
        }

        var twin = MessageFields.Rebuild(message, message.Header with { Group = Id }, fields)
            ?? throw new SpecificationViolation($"{message.Type.Name} cannot be read with other keys in it");
        var envelopes = binding.EnvelopesOf(Id);
        return message.Type.Protection == Protection.Sealed ? envelopes.Seal(twin, recipient, entropy) : envelopes.Sign(twin);
    }

    /// <summary>What stands for a value in the other group: the same wherever it comes up.</summary>
    private CryptoValue TwinOf(FieldKind kind, CryptoValue value)
    {
        if (!twins.TryGetValue(value, out var twin))
        {
            twins.Add(value, twin = binding.NewValue(kind, entropy!));
        }

        return twin;
    }
}
