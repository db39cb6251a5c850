namespace Rekey.Spec.Shared;

/// <summary>What the specifications of the key agreements have in common.</summary>
public static class AgreementSpec
{
    /// <summary>What a member can be held to that keeps its share from run to run until it has to draw another one .</summary>
    public static Expectation[] SharesAreKept { get; } =
    [
        new(Properties.ErasureSecrecy, Expected.FailsAsExpected, "a share is kept until its member has to draw another one, and makes all keys that were sent since it was drawn"),
        new(Properties.PostCompromiseSecurity, Expected.Holds, "a new share of one member is in every secret that is made with it, and no message opens it"),
        new(Properties.WeakErasureSecrecy, Expected.Holds, "the old share, and all that was made of it, goes when a new one is committed (A-09)"),
        new(Properties.WeakPostCompromiseSecurity, Expected.Holds, "a new share of one member is in every secret that is made with it, and no message opens it"),
    ];

    /// <summary>The specification of a protocol with rules of its own.</summary>
    /// <param name="name">The protocol's name.</param>
    /// <param name="title">One line.</param>
    /// <param name="rules">The class of its own rules.</param>
    /// <param name="table">Its control table.</param>
    /// <param name="exceptions">Properties that it is not expected to have.</param>
    public static ProtocolSpec Of(string name, string title, Type rules, IControlTable table, params Expectation[] exceptions) => new(
        name,
        title,
        "Scaling Secure Group Communication Systems: Beyond Peer-to-Peer, section 4.2",
        table,
        [
            .. RuleBook.Of(rules), .. RuleBook.Of(typeof(AgreementRules)), .. RuleBook.Of(typeof(TerminationRules)),
            .. RuleBook.Of(typeof(GroupDataRules)), .. RuleBook.Of(typeof(WireRules)),
        ],
        Expectation.AllHoldBut(
        [
            .. Expectation.GroupKeysTellNothing("nothing that is sent or kept is made of a group key (A-14), and every run has a new share in its element"),
            .. exceptions,
        ]));
}
