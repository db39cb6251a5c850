using Rekey.Core;
using Rekey.Crypto;
using Rekey.Spec.Shared;
using Rekey.Wire;

namespace Rekey.Runs.P;

/// <summary>Protocol P (paper A, section 2): the leader asks nobody, and announces a run by its key.</summary>
public sealed class PPlanner(ICipherSuite suite) : IPlanner<PKept, PRun>
{
    /// <inheritdoc/>
    public string Announced => "key";

    /// <inheritdoc/>
    public RuleId OneReport => TerminationRules.OnceInOrder;

    /// <inheritdoc/>
    public bool KeepsReports => false;

    /// <inheritdoc/>
    public RunMember<PKept, PRun> Newcomer(MemberId self) => new PMember { Self = self, Control = Spec.Protocols.P.Table.Initial };

    /// <summary>P-02: others wait.</summary>
    public Told? Tell(MemberId self, PKept? kept) => null;

    /// <inheritdoc/>
    public Message Report(Header header, Told told) => throw NoReports();

    /// <inheritdoc/>
    public Objection? Judge(Told told) => throw NoReports();

    /// <summary>P-01: a fresh key.</summary>
    public Message First(RunMember<PKept, PRun> leader, Header header, IEntropy entropy) => new Key(header, suite.NewKey(entropy));

    /// <summary>P-06: a fresh key.</summary>
    public Message Refresh(RunMember<PKept, PRun> leader, Header header, IEntropy entropy) => new Key(header, suite.NewKey(entropy));

    /// <summary>P-01, P-04: the key is staged; there is nothing else to do.</summary>
    public Turn<PRun> Begin(RunMember<PKept, PRun> member, Message announcement, IEntropy entropy) =>
        Turn<PRun>.To(new PRun(announcement.Header.Epoch, ((Key)announcement).GroupKey), []);

    /// <inheritdoc/>
    public Turn<PRun> Take(RunMember<PKept, PRun> member, Message message, IEntropy entropy) => throw new SpecificationViolation($"the catalogue has no {message.Type.Name}");

    /// <inheritdoc/>
    public PKept? Keep(RunMember<PKept, PRun> member) => null;

    /// <inheritdoc/>
    public PKept? Alone(RunMember<PKept, PRun> member, Epoch epoch, IEntropy entropy) => null;

    private static SpecificationViolation NoReports() => new("nobody reports in protocol P (P-01)");
}
