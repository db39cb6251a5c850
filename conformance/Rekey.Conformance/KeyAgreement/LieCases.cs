using Rekey.Conformance.Drills;
using Rekey.Core;
using Rekey.Crypto.Concrete;
using Rekey.Wire;
using Rekey.Wire.Cbor;
using Rekey.Worlds.Adversary;

namespace Rekey.Conformance.KeyAgreement;

/// <summary>Well-formed messages that are not true: one field of the body says something else, under the sender's own signature.</summary>
internal static class LieCases
{
    /// <summary>Adds the lies about one message.</summary>
    public static void AddTo(AgreementCases all, Moment moment, string place)
    {
        if (moment.Message.Type.Protection != Protection.Signed)
        {
            return;
        }

        var (type, numbers) = (Names.Kebab(moment.Message.Type.Name), new Dictionary<string, int>());
        var situation = Names.Situation(moment, $"{moment.Scene}-{type}" + (place == "last" ? "-last" : ""));
        var material = new LieMaterial(moment.Stage.View, all.Binding.Suite.Agreement, kind => all.Binding.NewValue(kind, all.Binding.EntropyFor(AgreementCases.Outsider)), []);
        foreach (var lie in Lies.Of(moment.Message, material).Where(static l => l.Change != "the identity"))
        {
            // The identity has no spelling, and FormCases have what comes nearest.
            var name = $"{type}-{place}-{lie.Field}-{lie.Change}".Replace("[].", "-", StringComparison.Ordinal).Replace(' ', '-');
            numbers[name] = numbers.GetValueOrDefault(name) + 1;
            var id = numbers[name] == 1 ? name : FormattableString.Invariant($"{name}-{numbers[name]}");
            all.Add(id, null, $"{lie.Field}: {lie.Change}", situation, moment.Stage, moment.To, moment.From,
                all.Forger.Sign1(MessagePayload.Encode(all.Binding.Suite.Number, lie.Message), moment.From));
        }
    }
}
