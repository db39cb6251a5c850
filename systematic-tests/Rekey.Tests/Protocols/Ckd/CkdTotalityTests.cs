using FsCheck;
using FsCheck.Fluent;
using Rekey.Core;
using Rekey.KeyAgreement.Ckd;
using Rekey.Wire;
using Shouldly;
using Xunit;
using Outcome = Rekey.Core.Outcome;

namespace Rekey.Tests.Protocols.Ckd;

/// <summary>Whatever an insider signs, a member of CKD has an answer .</summary>
public sealed class CkdTotalityTests
{
    [Fact]
    public void Nonsense_of_an_insider_never_throws_and_changes_nothing_unless_it_could_be_true()
    {
        var outcomes = new List<Outcome>();
        Prop.ForAll<ulong>(seed =>
        {
            outcomes.AddRange(InsiderNonsense.Play(CkdDefinition.Protocol, seed, Make));
            return true;
        }).Check(PropertySeeds.Throwing(60));

        outcomes.Select(static o => o.GetType()).Distinct().ShouldBe([typeof(Moved), typeof(Deferred), typeof(Rejected)], ignoreOrder: true);
        outcomes.OfType<Rejected>().Select(static r => r.Reason.Kind).ShouldContain(RejectionKind.WrongContribution);
    }

    private static Message Make(Scraps scraps, Header header) => scraps.Number(3) switch
    {
        0 => new ControllerShare(header, [.. scraps.List()], scraps.Element()),
        1 => new MemberShare(header, scraps.Element()),
        _ => new WrappedKeys(header, [.. scraps.List().Select(m => new WrappedElement(m, scraps.Element()))]),
    };
}
