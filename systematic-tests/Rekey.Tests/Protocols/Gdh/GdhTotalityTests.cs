using FsCheck;
using FsCheck.Fluent;
using Rekey.Core;
using Rekey.KeyAgreement.Gdh;
using Rekey.Wire;
using Shouldly;
using Xunit;
using Outcome = Rekey.Core.Outcome;

namespace Rekey.Tests.Protocols.Gdh;

/// <summary>Whatever an insider signs, a member of GDH has an answer .</summary>
public sealed class GdhTotalityTests
{
    [Fact]
    public void Nonsense_of_an_insider_never_throws_and_changes_nothing_unless_it_could_be_true()
    {
        var outcomes = new List<Outcome>();
        Prop.ForAll<ulong>(seed =>
        {
            outcomes.AddRange(InsiderNonsense.Play(GdhDefinition.Protocol, seed, Make));
            return true;
        }).Check(PropertySeeds.Throwing(60));

        outcomes.Select(static o => o.GetType()).Distinct().ShouldBe([typeof(Moved), typeof(Deferred), typeof(Rejected)], ignoreOrder: true);
        outcomes.OfType<Rejected>().Select(static r => r.Reason.Kind).ShouldContain(RejectionKind.WrongContribution);
    }

    private static Message Make(Scraps scraps, Header header) => scraps.Number(4) switch
    {
        0 => new Upflow(header, [.. scraps.List()], scraps.Element()),
        1 => new Downflow(header, scraps.Element()),
        2 => new FactorOut(header, scraps.Element()),
        _ => new PartialKeys(header, [.. scraps.List().Select(m => new PartialKey(m, scraps.Element()))]),
    };
}
