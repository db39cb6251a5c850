using Rekey.Core;
using Rekey.KeyTrees.Plans;
using Rekey.Runs;
using Rekey.Spec.Shared;
using Rekey.Wire;
using static Rekey.Runs.Objection;

namespace Rekey.KeyTrees.Runs;

/// <summary>Whether a message is one of the plan, from its sender, to this member, with just what the plan says, and not taken before (K-13).</summary>
internal static class PartCheck
{
    /// <summary>What is wrong; null where nothing is.</summary>
    public static Objection? Objection(RunMember<KeyRing, TreeRun> member, Message message, uint index)
    {
        var open = member.Open!;
        var plan = open.Plan.Transmissions;
        if (index >= plan.Length)
        {
            return Wrong("index", $"a message of the plan, 0 to {plan.Length - 1}");
        }

        var planned = plan[(int)index];
        if (planned.From != message.Header.Sender)
        {
            return Raise(TerminationRules.Strangers, RejectionKind.NotEntitled, "header.sender", planned.From.ToString());
        }

        if (!planned.IsMulticast && planned.To != member.Self)
        {
            return Raise(TerminationRules.Strangers, RejectionKind.NotEntitled, "recipient", planned.To.ToString());
        }

        if (open.Seen.Contains((int)index))
        {
            return Raise(TerminationRules.OnceInOrder, RejectionKind.Duplicate, "index", $"message {index} once");
        }

        // A message of the other kind and with nothing in it would have as many keys as planned: none.
        if (planned.IsSealed != message is SecretKeys)
        {
            return Wrong("type", planned.IsSealed ? nameof(SecretKeys) : nameof(EncryptedKeys));
        }

        return message is SecretKeys secret ? Content(planned, secret) : Content(planned, (EncryptedKeys)message);
    }

    private static Objection? Content(Transmission planned, SecretKeys secret)
    {
        if (planned.Keys.Length != secret.Keys.Length)
        {
            return Wrong("keys", $"{planned.Keys.Length} keys");
        }

        for (var i = 0; i < planned.Keys.Length; i++)
        {
            if (planned.Keys[i] != secret.Keys[i].Number)
            {
                return Wrong($"keys[{i}].number", $"{planned.Keys[i]}");
            }
        }

        return null;
    }

    private static Objection? Content(Transmission planned, EncryptedKeys encrypted)
    {
        if (planned.Wraps.Length != encrypted.Keys.Length)
        {
            return Wrong("keys", $"{planned.Wraps.Length} encrypted keys");
        }

        for (var i = 0; i < planned.Wraps.Length; i++)
        {
            if (planned.Wraps[i] != encrypted.Keys[i].Wrap)
            {
                return Wrong($"keys[{i}]", $"key {planned.Wraps[i].Key} under {planned.Wraps[i].Under}");
            }
        }

        return null;
    }

    private static Objection Wrong(string field, string expected) => Raise(KeyTreeRules.TakePart, RejectionKind.WrongPlan, field, expected);
}
