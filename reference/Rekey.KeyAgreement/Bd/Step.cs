using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.KeyAgreement.Runs;
using Rekey.Runs;
using Rekey.Spec.Shared;
using Rekey.Wire;
using static Rekey.KeyAgreement.Runs.Advance;

using Rules = Rekey.Spec.Protocols.Bd;

namespace Rekey.KeyAgreement.Bd;

/// <summary>Burmester and Desmedt's protocol (paper B, section 4.2; spec/protocols/bd.md).</summary>
public sealed class BdProtocol() : KeyAgreementProtocol(Rules.Specification, Rules.Table, BlindedShare.MessageType, Quotient.MessageType)
{
    /// <inheritdoc/>
    public override Foundation Alone(IKeyAgreementGroup group, MemberId self, IEntropy entropy) => BdFoundation.Nothing;

    /// <summary>BD-01, BD-02.</summary>
    public override Advance Begin(Setting setting, IEntropy entropy)
    {
        var share = setting.Group.NewScalar(entropy);
        var z = setting.Group.Raise(setting.Group.Generator, share);
        var none = ImmutableArray.CreateRange(new CryptoValue?[setting.View.Members.Length]);
        return To(new BdAgreement(share, none.SetItem(setting.Place, z), none), new Say(default, new BlindedShare(setting.Header, z)));
    }

    /// <inheritdoc/>
    public override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy)
    {
        var (run, place) = ((BdAgreement)open, setting.View.IndexOf(message.Header.Sender));
        return message switch
        {
            BlindedShare share => TakeShare(setting, run, place, share),
            Quotient quotient => TakeQuotient(setting, run, place, quotient),
            _ => throw new SpecificationViolation($"the catalogue has no {message.Type.Name}"),
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Message> Forgeries(View view, Header header, CryptoValue element) => [new BlindedShare(header, element), new Quotient(header, element)];

    /// <summary>BD-01.</summary>
    public override bool KeepsShares => false;

    /// <summary>BD-01.</summary>
    public override bool DrawsShare(MemberId self, Lineup lineup, Base? kept) => true;

    private static Advance TakeShare(Setting setting, BdAgreement run, int place, BlindedShare share)
    {
        if (setting.Group.IsIdentity(share.Z))
        {
            return Refuse(AgreementRules.NoIdentity, RejectionKind.WrongGroupElement, "z", "an element other than the identity");
        }

        var after = run with { Z = run.Z.SetItem(place, share.Z) };
        var n = after.Z.Length;
        if (after.Z[Ring(setting.Place + 1, n)] is not { } next || after.Z[Ring(setting.Place - 1, n)] is not { } previous || after.X[setting.Place] is not null)
        {
            return To(after);
        }

        if (n == 2)
        {
            // BD-06.
            return To(after with { Result = new Agreed(setting.Group.Power(setting.Group.Raise(next, run.Share), 2), BdFoundation.Nothing) });
        }

        // BD-03.
        var x = setting.Group.Raise(setting.Group.Multiply(next, setting.Group.Power(previous, -1)), run.Share);
        if (setting.Group.IsIdentity(x))
        {
            return Refuse(Rules.Quotient, RejectionKind.WrongContribution, "z", "another element than that of the other neighbour");
        }

        return Finish(setting, after with { X = after.X.SetItem(setting.Place, x) }, new Say(default, new Quotient(setting.Header, x)));
    }

    private static Advance TakeQuotient(Setting setting, BdAgreement run, int place, Quotient quotient)
    {
        if (setting.Group.IsIdentity(quotient.X))
        {
            return Refuse(AgreementRules.NoIdentity, RejectionKind.WrongGroupElement, "x", "an element other than the identity");
        }

        return run.Z[place] is null || run.Z.Length == 2
            ? Refuse(Rules.Quotient, RejectionKind.WrongContribution, "x", "a quotient after the blinded share, in a ring of three or more")
            : Finish(setting, run with { X = run.X.SetItem(place, quotient.X) });
    }

    /// <summary>BD-04, BD-05, once all quotients are there.</summary>
    private static Advance Finish(Setting setting, BdAgreement run, params ReadOnlySpan<Say> said)
    {
        var (group, n) = (setting.Group, run.X.Length);
        if (run.X.Contains(null))
        {
            return To(run, said);
        }

        // X(i)^(n-1) X(i+1)^(n-2) ... X(i-2) is the product of the products of the first 1, 2, ..., n-1 of them.
        var product = run.X[setting.Place]!;
        var key = group.Multiply(group.Power(group.Raise(run.Z[Ring(setting.Place - 1, n)]!, run.Share), n), product);
        for (var j = 1; j < n; j++)
        {
            product = group.Multiply(product, run.X[Ring(setting.Place + j, n)]!);
            key = j < n - 1 ? group.Multiply(key, product) : key;
        }

        return group.IsIdentity(product)
            ? To(run with { Result = new Agreed(key, BdFoundation.Nothing) }, said)
            : Refuse(Rules.Product, RejectionKind.WrongContribution, "x", "quotients whose product is 1");
    }

    private static int Ring(int place, int n) => (place + n) % n;
}
