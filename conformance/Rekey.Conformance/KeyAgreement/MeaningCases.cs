using Rekey.Core;
using Rekey.Wire;
using Rekey.Wire.Cbor;
using Rekey.Worlds.Adversary;

namespace Rekey.Conformance.KeyAgreement;

/// <summary>A genuine message in another place: of another view, run, group or suite, signed by another, stamped otherwise, or a second time.</summary>
internal static class MeaningCases
{
    private static readonly string[] HeaderNames = ["suite", "type", "group", "view", "run", "sender", "sequence", "time"];

    /// <summary>Adds the cases of one message; the form of its header, which all messages share, is asked of one message only.</summary>
    public static void AddTo(AgreementCases all, Moment moment, bool withHeader)
    {
        if (moment.Message.Type.Protection != Protection.Signed)
        {
            return;
        }

        var payload = MessagePayload.Encode(all.Binding.Suite.Number, moment.Message);
        var header = moment.Message.Header;
        var (form, view) = (PayloadForm.Of(payload), moment.Stage.View);
        if (withHeader)
        {
            HeaderForm(form);
        }

        Add("other-group", "W-18", "of another group", form.With([2], Forger.Text("h")));
        Add("other-view", "T-09", "of the next view", form.With([3], Forger.View(header.View.Counter + 1, header.View.Proposer.ToString())));
        Add("other-run", null, "of run 9", form.With([4], Forger.Int(9)));
        Add("no-stamp", "W-15", "without a sequence number", form.With([6], null));
        Add("no-time", "W-15", "without a time", form.With([7], null));
        Add("bad-signature", "W-11", "under a signature of something else", Spoiled(moment.Bytes), moment.From);
        Add("wrong-signer", "W-11", "signed by another member", all.Forger.Sign1(payload, view.Members.First(m => m != moment.From)), moment.From);
        Add("outsider", "T-10", "said and signed by a process that is not in the view", all.Forger.Sign1(form.With([5], Forger.Text(AgreementCases.Outsider.ToString())), AgreementCases.Outsider), AgreementCases.Outsider);
        Add("unprotected", "W-12", "sealed, though it is to be signed", all.Forger.Sign1(all.Forger.Seal(payload, moment.From, moment.To), moment.From), moment.From);
        Again();

        void Add(string id, string? rule, string note, byte[] message, MemberId? from = null)
        {
            var type = Names.Kebab(moment.Message.Type.Name);
            all.Add($"{type}-{id}", rule, note, Names.Situation(moment, $"{moment.Scene}-{type}"), moment.Stage, moment.To, from ?? moment.From, from is null ? all.Forger.Sign1(message, moment.From) : message);
        }

        void HeaderForm(PayloadForm whole)
        {
            for (var label = 0; label < HeaderNames.Length - 2; label++)
            {
                Add($"header-{HeaderNames[label]}-missing", "W-15", $"no {HeaderNames[label]}", whole.With([label], null));
            }

            for (var label = 0; label < HeaderNames.Length; label++)
            {
                var other = HeaderNames[label] is "group" or "sender" ? Forger.Int(1) : Forger.Text("1");
                Add($"header-{HeaderNames[label]}-type", "W-15", $"{HeaderNames[label]} of another type", whole.With([label], other));
            }

            Add("header-other-suite", "W-17", "of suite 2", whole.With([0], Forger.Int(2)));
            Add("header-unknown-type", "W-10", "of type 200", whole.With([1], Forger.Int(200)));
            Add("header-run-zero", "W-15", "of run 0", whole.With([4], Forger.Int(0)));
            Add("header-sequence-zero", "W-15", "number 0 of its sender", whole.With([6], Forger.Int(0)));
            Add("header-time-zero", "W-15", "at time 0", whole.With([7], Forger.Int(0)));
        }

        void Again()
        {
            var type = Names.Kebab(moment.Message.Type.Name);
            var after = moment.Stage.Fork();
            after.Deliver(moment.Index, moment.To);
            all.Add($"{type}-again", "A-13", "a second time", $"{moment.To}-after-{moment.Scene}-{type}", after, moment.To, moment.From, moment.Bytes);
            var stamp = header.Stamp!.Value;
            all.Add($"{type}-old-time", "A-13", "with the next number and the time of the message before", $"{moment.To}-after-{moment.Scene}-{type}", after, moment.To, moment.From,
                all.Forger.Sign1(form.With([6], Forger.Int(stamp.Sequence + 1)), moment.From));
        }
    }

    /// <summary>The last bit of the signature is another.</summary>
    private static byte[] Spoiled(byte[] message) => [.. message[..^1], (byte)(message[^1] ^ 1)];
}
