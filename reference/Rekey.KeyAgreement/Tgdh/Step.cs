using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.KeyAgreement.Runs;
using Rekey.Runs;
using Rekey.Spec.Shared;
using Rekey.Wire;
using static Rekey.KeyAgreement.Runs.Advance;

using Rules = Rekey.Spec.Protocols.Tgdh;

namespace Rekey.KeyAgreement.Tgdh;

/// <summary>Tree-based group Diffie-Hellman (Kim, Perrig and Tsudik, CCS 2000; spec/protocols/tgdh.md).</summary>
public class TgdhProtocol() : KeyAgreementProtocol(Rules.Specification, Rules.Table, ComponentTree.MessageType, BlindedKeys.MessageType)
{
    /// <summary>TGDH-02. The share of a member that was alone is in no key: it draws another one in the next run (TGDH-07).</summary>
    public override Foundation Alone(IKeyAgreementGroup group, MemberId self, IEntropy entropy) => new TgdhFoundation(new KeyLeaf(self, null, group.NewScalar(entropy)));

    /// <inheritdoc/>
    public override Advance Begin(Setting setting, IEntropy entropy)
    {
        var isWhole = setting.Lineup.Components.Length == 1;
        var (pruned, refresher) = Sponsored(setting.Self, setting.Lineup, setting.Base);
        var tree = TreeChanges.Refresh(pruned.Tree, refresher, refresher == setting.Self ? setting.Group.NewScalar(entropy) : null);
        return isWhole ? Proceed(setting, new TgdhAgreement([], tree, true, TreePlan.Of(tree))) : BeginPart(setting, tree);
    }

    /// <inheritdoc/>
    public override Advance Take(Setting setting, Agreement open, Message message, IEntropy entropy)
    {
        var run = (TgdhAgreement)open;
        return message switch
        {
            ComponentTree announced => TakeTree(setting, run, announced),
            BlindedKeys keys => TakeKeys(setting, run, keys),
            _ => throw new SpecificationViolation($"the catalogue has no {message.Type.Name}"),
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Message> Forgeries(View view, Header header, CryptoValue element) =>
        [new ComponentTree(header, new KeyLeaf(header.Sender, element, null)), new BlindedKeys(header, [element])];

    /// <summary>TGDH-06, TGDH-07.</summary>
    public override bool DrawsShare(MemberId self, Lineup lineup, Base? kept) => Sponsored(self, lineup, kept).Refresher == self;

    /// <summary>What is left of the tree that a member kept, and who draws a new share in it.</summary>
    private (Pruned Pruned, MemberId Refresher) Sponsored(MemberId self, Lineup lineup, Base? @base)
    {
        var isWhole = lineup.Components.Length == 1;
        var kept = (@base?.Foundation as TgdhFoundation)?.Tree ?? new KeyLeaf(self, null, null);
        var pruned = Prune(kept, lineup.ComponentOf(self)!.Members, isWhole);
        return (pruned, isWhole ? pruned.Refresher : pruned.Tree.Last);
    }

    /// <summary>What is left of the tree that a member kept (TGDH-03, TGDH-04, TGDH-05).</summary>
    /// <param name="kept">The tree.</param>
    /// <param name="staying">Who stays.</param>
    /// <param name="isWhole">Whether all members of the run know the tree.</param>
    protected virtual Pruned Prune(KeyNode kept, IReadOnlyCollection<MemberId> staying, bool isWhole) => TreeChanges.Prune(kept, staying, isWhole);

    /// <summary>The tree of the view, from those of its components (TGDH-08).</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="trees">The trees as announced; that of the member's own component has the member's keys.</param>
    protected virtual KeyNode Merge(Setting setting, IEnumerable<KeyNode> trees) => TreeChanges.Merge(trees);

    /// <summary>TGDH-07: one of several components.</summary>
    private static Advance BeginPart(Setting setting, KeyNode tree)
    {
        var trees = ImmutableArray.CreateRange(new KeyNode?[setting.Lineup.Components.Length]);
        if (tree.Last != setting.Self)
        {
            return To(new TgdhAgreement(trees, tree, false, []));
        }

        (tree, _) = TreeKeys.Announce(setting.Group, tree, TreePlan.First(tree));
        var announced = new ComponentTree(setting.Header, TreeChanges.Publish(tree, setting.Self));
        return To(new TgdhAgreement(trees.SetItem(PlaceOf(setting, setting.Self), tree), tree, false, []), new Say(default, announced));
    }

    private Advance TakeTree(Setting setting, TgdhAgreement run, ComponentTree announced)
    {
        var place = PlaceOf(setting, announced.Header.Sender);
        if (run.Trees.IsEmpty)
        {
            return Refuse(Rules.ComponentTrees, RejectionKind.NotEntitled, "type", "no tree, for there is one component");
        }

        if (run.Trees[place] is not null)
        {
            return Refuse(Rules.ComponentTrees, RejectionKind.Duplicate, "nodes", "one tree of each component");
        }

        var isOwn = place == PlaceOf(setting, setting.Self);
        if (isOwn && !TreeCheck.HaveOneShape(run.Tree, announced.Tree))
        {
            return Refuse(Rules.ComponentTrees, RejectionKind.WrongTree, "nodes", "the tree of the last commit, without the members that are gone");
        }

        if (TreeCheck.Objection(announced.Tree, setting.Lineup.Components[place]) is { } expected)
        {
            return Refuse(Rules.ComponentTrees, RejectionKind.WrongTree, "nodes", expected);
        }

        if (announced.Tree.Last != announced.Header.Sender)
        {
            return Refuse(Rules.ComponentTrees, RejectionKind.NotEntitled, "header.sender", $"the sponsor {announced.Tree.Last}");
        }

        if (!TreeCheck.HasNoIdentity(setting.Group, announced.Tree))
        {
            return Refuse(AgreementRules.NoIdentity, RejectionKind.WrongGroupElement, "blinded", "an element other than the identity");
        }

        var tree = isOwn ? Adopt(setting.Group, run.Tree, announced.Tree) : announced.Tree;
        return tree is null
            ? Refuse(Rules.OwnPath, RejectionKind.WrongContribution, "blinded", "the blinded keys that were kept, and those of the keys computed with the sponsor's new share")
            : Gather(setting, run with { Tree = isOwn ? tree : run.Tree, Trees = run.Trees.SetItem(place, tree) });
    }

    /// <summary>TGDH-11: whether an announced blinded key is that of the key that the receiver has computed itself. Mutants say otherwise.</summary>
    protected virtual bool Agree(CryptoValue computed, CryptoValue announced) => computed.Equals(announced);

    /// <summary>The own component's tree with what its sponsor has announced; null where that cannot be.</summary>
    private KeyNode? Adopt(IKeyAgreementGroup group, KeyNode own, KeyNode announced)
    {
        var first = TreePlan.First(own);
        var blinded = announced.PathOf(first.Sponsor).Take(first.Count).Select(static n => n.Blinded).ToList();
        return !blinded.Contains(null) && TreeKeys.Take(group, own, first, [.. blinded!], Agree) is { } tree && TreeCheck.HaveOneBlinding(tree, announced) ? tree : null;
    }

    /// <summary>TGDH-08, once all trees are there.</summary>
    private Advance Gather(Setting setting, TgdhAgreement run)
    {
        if (run.Trees.Contains(null))
        {
            return To(run);
        }

        var tree = Merge(setting, run.Trees!);
        return Proceed(setting, run with { Tree = tree, IsWhole = true, Ahead = TreePlan.Of(tree) });
    }

    private Advance TakeKeys(Setting setting, TgdhAgreement run, BlindedKeys message)
    {
        if (!run.IsWhole)
        {
            return Early;
        }

        var sender = message.Header.Sender;
        if (run.Ahead.FirstOrDefault(a => a.Sponsor == sender) is not { } announcement)
        {
            return Refuse(Rules.Announcers, RejectionKind.NotEntitled, "header.sender", "a sponsor of nodes that have no blinded key yet");
        }

        // The sender's next announcement waits behind this one, so nothing can be said of the message before this one is ready.
        if (!announcement.IsReady(run.Tree))
        {
            return Early;
        }

        if (message.Keys.Length != announcement.Count)
        {
            return Refuse(Rules.Announce, RejectionKind.WrongContribution, "keys", $"{announcement.Count} blinded keys");
        }

        if (message.Keys.Any(setting.Group.IsIdentity))
        {
            return Refuse(AgreementRules.NoIdentity, RejectionKind.WrongGroupElement, "keys", "elements other than the identity");
        }

        return TreeKeys.Take(setting.Group, run.Tree, announcement, message.Keys, Agree) is { } tree
            ? Proceed(setting, run with { Tree = tree, Ahead = run.Ahead.Remove(announcement) })
            : Refuse(Rules.OwnPath, RejectionKind.WrongContribution, "keys", "the blinded keys of the keys on the receiver's own path");
    }

    /// <summary>TGDH-10 and TGDH-12: announces what is ready; with nothing ahead, computes the group key.</summary>
    private static Advance Proceed(Setting setting, TgdhAgreement run)
    {
        var said = new List<Say>();
        while (run.Ahead.FirstOrDefault(a => a.Sponsor == setting.Self) is { } own && own.IsReady(run.Tree))
        {
            var (tree, blinded) = TreeKeys.Announce(setting.Group, run.Tree, own);
            run = run with { Tree = tree, Ahead = run.Ahead.Remove(own) };
            said.Add(new Say(default, new BlindedKeys(setting.Header, blinded)));
        }

        if (run.Ahead.IsEmpty)
        {
            run = run with { Result = new Agreed(TreeKeys.Root(setting.Group, run.Tree), new TgdhFoundation(run.Tree)) };
        }

        return new Advance(run, [.. said], null);
    }

    private static int PlaceOf(Setting setting, MemberId member) => setting.Lineup.Components.IndexOf(setting.Lineup.ComponentOf(member)!);
}
