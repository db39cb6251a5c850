using Rekey.Core;
using Rekey.Runs.P;
using Rekey.Spec.Shared;
using Rekey.Worlds;
using Rekey.Worlds.Faults;

namespace Rekey.Conformance.P;

/// <summary>
/// Runs of protocol P for 1, 2, 3 and 8 members: the first key, a join, data, a leave, a view change between key and ProtoDone, a refresh:
/// <c>transcripts/p/n*.verified.txt</c>.
/// </summary>
public sealed class PTranscripts : VectorSet
{
    /// <inheritdoc/>
    public override IEnumerable<(string Path, string Content)> Files() =>
        new[] { 1, 2, 3, 8 }.Select(n => ($"transcripts/p/n{n}.verified.txt", Write(n)));

    private static string Write(int members)
    {
        var transcript = new Transcript(PDefinition.Value, members, "join=3,leave=1,refresh=1,send=1,depth=1", $"p transcript {members}");
        var first = transcript.World.Processes[0].Id;
        var leaver = transcript.World.Processes[members - 1].Id;
        transcript.Part("the first view").Settle()
            .Part("z1 joins").Do(Move.Of<Join>(), option: 1).Settle()
            .Part($"{first} sends").Do(Move.Of<Send>(), first).Settle()
            .Part($"{leaver} leaves").Do(Move.Of<Leave>(), leaver).Settle()
            .Part("a2 joins and leads; z3 joins between key and ProtoDone").Do(Move.Of<Join>(), option: 0)
            .Settle(static w => w.Processes.Any(p => p.IsAlive && p.State is PMember { State: RunState.AwaitingDone }))
            .Do(Move.Of<Join>(), option: 1).Settle()
            .Part("z1 asks for a refresh").Do(Move.Of<Refresh>(), MemberId.Parse("z1")).Settle();
        return transcript.ToString();
    }
}
