using Rekey.Core;
using Rekey.KeyTrees.O;
using Rekey.KeyTrees.Runs;
using Rekey.Spec.Shared;
using Rekey.Worlds;
using Rekey.Worlds.Faults;

namespace Rekey.Conformance.KeyTrees;

/// <summary>
/// Runs of the key-tree protocols: <c>transcripts/&lt;protocol&gt;/n*.verified.txt</c> like those of P, and <c>paper-n*.verified.txt</c> with the examples
/// of paper A and a leave of m5.
/// </summary>
public sealed class KeyTreeTranscripts : VectorSet
{
    private static readonly MemberId Z1 = MemberId.Parse("z1");

    /// <inheritdoc/>
    public override IEnumerable<(string Path, string Content)> Files()
    {
        foreach (var protocol in KeyTreeVectors.Protocols)
        {
            var folder = $"transcripts/{protocol.Spec.Name.ToLowerInvariant()}";
            foreach (var members in new[] { 1, 2, 3, 8 })
            {
                yield return ($"{folder}/n{members}.verified.txt", Write(protocol, members));
            }

            yield return ($"{folder}/paper-n8.verified.txt", PaperExamples(protocol));
            if (protocol == ODefinition.Paper)
            {
                yield return ($"{folder}/paper-n4.verified.txt", SmallExample(protocol));
            }
        }
    }

    private static string Write(KeyTreeProtocol protocol, int members)
    {
        var transcript = new Transcript(protocol.Definition, members, "join=3,leave=1,refresh=1,send=1,depth=1", $"{protocol.Spec.Name.ToLowerInvariant()} transcript {members}");
        var first = transcript.World.Processes[0].Id;
        var leaver = transcript.World.Processes[members - 1].Id;
        transcript.Part("the first view").Settle()
            .Part("z1 joins").Do(Move.Of<Join>(), option: 1).Settle()
            .Part($"{first} sends").Do(Move.Of<Send>(), first).Settle()
            .Part($"{leaver} leaves").Do(Move.Of<Leave>(), leaver).Settle()
            .Part("a2 joins and leads; z3 joins between keys and ProtoDone").Do(Move.Of<Join>(), option: 0)
            .Settle(static w => w.Processes.Any(p => p.IsAlive && p.State is TreeMember { State: RunState.AwaitingDone }))
            .Do(Move.Of<Join>(), option: 1).Settle()
            .Part("z1 asks for a refresh").Do(Move.Of<Refresh>(), Z1).Settle();
        return transcript.ToString();
    }

    /// <summary>Paper A, sections 3 and 4: build, join of m9 (here z1), which leaves again, leave of m1; and a leave of m5 besides. In C the server comes before the eight.</summary>
    private static string PaperExamples(KeyTreeProtocol protocol)
    {
        var shift = protocol.HasServer ? 1 : 0;
        var transcript = new Transcript(protocol.Definition, 8 + shift, "join=1,leave=3,depth=1", $"{protocol.Spec.Name.ToLowerInvariant()} paper 8");
        var (one, five) = (transcript.World.Processes[shift].Id, transcript.World.Processes[4 + shift].Id);
        var server = protocol.HasServer ? "; m1 is the server, and m2 to m9 are the paper's m1 to m8" : "";
        return transcript.Part($"build{server}").Settle()
            .Part("z1, the paper's m9, joins").Do(Move.Of<Join>(), option: 1).Settle()
            .Part("z1 leaves, and the tree is as before").Do(Move.Of<Leave>(), Z1).Settle()
            .Part($"{one} leaves{(protocol.HasServer ? ", the paper's m1" : "")}").Do(Move.Of<Leave>(), one).Settle()
            .Part($"{five} leaves{(protocol.HasServer ? ", the paper's m5" : "")}").Do(Move.Of<Leave>(), five).Settle()
            .ToString();
    }

    private static string SmallExample(KeyTreeProtocol protocol)
    {
        var transcript = new Transcript(protocol.Definition, 4, "leave=2,depth=1", $"{protocol.Spec.Name.ToLowerInvariant()} paper 4");
        return transcript.Part("build").Settle()
            .Part("m3 leaves").Do(Move.Of<Leave>(), MemberId.Parse("m3")).Settle()
            .Part("m1 leaves").Do(Move.Of<Leave>(), MemberId.Parse("m1")).Settle()
            .ToString();
    }
}
