using Rekey.Core;
using Rekey.KeyTrees.Trees;
using Shouldly;
using Xunit;

namespace Rekey.Tests.KeyTrees;

/// <summary>The examples of paper A, sections 3 and 4, message by message, and beside its leave of m1 that of m5 (C-01 to C-03, B-01, B-02, O-01, O-02, O-04, O-05, O3-01 to O3-03).</summary>
public sealed class PaperExampleTests
{
    private static readonly MemberId Server = MemberId.Parse("S");

    /// <summary>C-01, C-02, C-03.</summary>
    [Fact]
    public void C_builds_eight() => Lines(TreeProtocol.C, To(8)).ShouldBe(
        ["S -> m8: K8", "S -> m7: K7", "S -> m6: K6", "S -> m5: K5", "S -> m4: K4", "S -> m3: K3", "S -> m2: K2", "S -> m1: K1",
         "S => {K78}K7,K8, {K56}K5,K6, {K58}K56,K78, {K34}K3,K4, {K12}K1,K2, {K14}K12,K34, {K18}K14,K58"]);

    [Fact]
    public void C_takes_in_m9() => Lines(TreeProtocol.C, To(8), To(9)).ShouldBe(["S -> m9: K9", "S => {K19}K18,K9"]);

    [Fact]
    public void C_replaces_what_m1_knew() => Lines(TreeProtocol.C, To(8), Without(8, 1)).ShouldBe(["S => {K24}K2,K34, {K28}K24,K58"]);

    [Fact]
    public void C_replaces_what_m5_knew() => Lines(TreeProtocol.C, To(8), Without(8, 5)).ShouldBe(["S => {K68}K6,K78, {K18'}K14,K68"]);

    /// <summary>B-01, B-02.</summary>
    [Fact]
    public void B_builds_eight() => Lines(TreeProtocol.B, To(8)).ShouldBe(
        ["m7 -> m8: K78", "m5 -> m6: K56", "m5 -> m7: K58", "m5 => {K58}K56", "m7 => {K58}K78",
         "m3 -> m4: K34", "m1 -> m2: K12", "m1 -> m3: K14", "m1 => {K14}K12", "m3 => {K14}K34",
         "m1 -> m5: K18", "m1 => {K18}K14", "m5 => {K18}K58"],
        ignoreOrder: true);

    [Fact]
    public void B_takes_in_m9() => Lines(TreeProtocol.B, To(8), To(9)).ShouldBe(["m1 => {K19}K18", "m1 -> m9: K19"]);

    [Fact]
    public void B_replaces_what_m1_knew() => Lines(TreeProtocol.B, To(8), Without(8, 1)).ShouldBe(
        ["m2 -> m3: K24", "m3 => {K24}K34", "m2 => {K28}K24", "m2 -> m5: K28", "m5 => {K28}K58"]);

    [Fact]
    public void B_replaces_what_m5_knew() => Lines(TreeProtocol.B, To(8), Without(8, 5)).ShouldBe(
        ["m6 -> m7: K68", "m7 => {K68}K78", "m6 -> m1: K18'", "m1 => {K18'}K14", "m6 => {K18'}K68"]);

    [Fact]
    public void O_builds_four() => Lines(TreeProtocol.O, To(4)).ShouldBe(
        ["m1 -> m2: K12, K14", "m1 -> m3: K14", "m3 -> m4: K34", "m3 => {K14}K34"], ignoreOrder: true);

    /// <summary>O-01, O-02, O-04.</summary>
    [Fact]
    public void O_builds_eight() => Lines(TreeProtocol.O, To(8)).ShouldBe(
        ["m1 -> m2: K12, K14, K18", "m1 -> m3: K14, K18", "m1 -> m5: K18", "m3 -> m4: K34", "m5 -> m6: K56, K58", "m5 -> m7: K58", "m7 -> m8: K78",
         "m3 => {K14}K34, {K18}K14", "m5 => {K18}K58", "m7 => {K58}K78"]);

    [Fact]
    public void O_takes_in_m9() => Lines(TreeProtocol.O, To(8), To(9)).ShouldBe(["m1 -> m9: K19", "m1 => {K19}K18"]);

    [Fact]
    public void O_replaces_what_m1_knew() => Lines(TreeProtocol.O, To(8), Without(8, 1)).ShouldBe(
        ["m2 -> m3: K24, K28", "m2 -> m5: K28", "m3 => {K24}K34, {K28}K24", "m5 => {K28}K58"]);

    /// <summary>K-07: m6 chooses, not m1.</summary>
    [Fact]
    public void O_replaces_what_m5_knew() => Lines(TreeProtocol.O, To(8), Without(8, 5)).ShouldBe(
        ["m6 -> m7: K68, K18'", "m6 -> m1: K18'", "m7 => {K68}K78, {K18'}K68", "m1 => {K18'}K14"]);

    [Fact]
    public void O3_builds_four_and_m1_multicasts_for_m3() => Lines(TreeProtocol.O3, To(4)).ShouldBe(
        ["m1 -> m2: K12, K14", "m1 -> m3: K14", "m3 -> m4: K34", "m3 -> m1: {K14}K34", "m1 => {K14}K34"], ignoreOrder: true);

    [Fact]
    public void O3_builds_eight_and_m1_multicasts_for_all() => Lines(TreeProtocol.O3, To(8)).ShouldBe(
        ["m1 -> m2: K12, K14, K18", "m1 -> m3: K14, K18", "m1 -> m5: K18", "m3 -> m4: K34", "m5 -> m6: K56, K58", "m5 -> m7: K58", "m7 -> m8: K78",
         "m3 -> m1: {K14}K34, {K18}K14", "m5 -> m1: {K18}K58", "m7 -> m1: {K58}K78",
         "m1 => {K14}K34, {K18}K14,K58, {K58}K78"]);

    [Fact]
    public void O3_takes_in_m9() => Lines(TreeProtocol.O3, To(8), To(9)).ShouldBe(["m1 -> m9: K19", "m1 => {K19}K18"]);

    [Fact]
    public void O3_replaces_what_m1_knew_and_m2_multicasts() => Lines(TreeProtocol.O3, To(8), Without(8, 1)).ShouldBe(
        ["m2 -> m3: K24, K28", "m2 -> m5: K28", "m3 -> m2: {K24}K34, {K28}K24", "m5 -> m2: {K28}K58", "m2 => {K24}K34, {K28}K24,K58"]);

    [Fact]
    public void O3_replaces_what_m5_knew_and_m6_multicasts() => Lines(TreeProtocol.O3, To(8), Without(8, 5)).ShouldBe(
        ["m6 -> m7: K68, K18'", "m6 -> m1: K18'", "m7 -> m6: {K68}K78, {K18'}K68", "m1 -> m6: {K18'}K14", "m6 => {K68}K78, {K18'}K68,K14"]);

    /// <summary>Where the leaver's sibling is more than one leaf, its leader casts the lowest new key in there (O-05).</summary>
    [Fact]
    public void O_chooser_multicasts_where_the_siblings_are_many() => Lines(TreeProtocol.O, To(8), To(9), Without(9, 9)).ShouldBe(
        ["m1 -> m5: K18'", "m1 => {K18'}K14", "m5 => {K18'}K58"]);

    private static IEnumerable<int> To(int n) => Enumerable.Range(1, n);

    private static IEnumerable<int> Without(int n, int gone) => To(n).Where(i => i != gone);

    /// <summary>The last of some views' plans.</summary>
    private static IReadOnlyList<string> Lines(TreeProtocol protocol, params IEnumerable<int>[] views)
    {
        var history = new History(protocol, new PaperPolicy());
        var (installed, before) = (default(Installed)!, default(KeyTree));
        foreach (var view in views)
        {
            before = installed?.Tree;
            var members = view.Select(static i => MemberId.Parse($"m{i}"));
            installed = history.Install(protocol.HasServer ? members.Prepend(Server) : members);
            installed.Objection.ShouldBeNull();
        }

        return PaperNotation.Lines(installed!.Plan, installed.Epoch, before);
    }
}
