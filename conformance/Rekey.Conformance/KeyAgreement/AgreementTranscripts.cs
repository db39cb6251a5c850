using Rekey.Conformance.Drills;
using Rekey.Core;
using Rekey.KeyAgreement.Runs;
using Rekey.Spec.Shared;
using Rekey.Wire;
using Rekey.Worlds;
using Rekey.Worlds.Faults;

namespace Rekey.Conformance.KeyAgreement;

/// <summary>
/// Whole agreements of every key agreement in the registry: <c>transcripts/&lt;protocol&gt;/n*.verified.txt</c>. Those of 2 and 3 members have all steps and all
/// bytes; those of 5 and 8 what is sent and what is committed.
/// </summary>
public sealed class AgreementTranscripts : VectorSet
{
    private const int MostInFull = 3;
    private static readonly MemberId Z1 = MemberId.Parse("z1");

    /// <summary>For how many members there are transcripts.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [2, 3, 5, 8];

    /// <inheritdoc/>
    public override IEnumerable<(string Path, string Content)> Files() =>
        from protocol in DrillFiles.KeyAgreements
        from members in Sizes
        select ($"transcripts/{protocol.Spec.Name.ToLowerInvariant()}/n{members}.verified.txt", Write(protocol, members));

    private static string Write(ProtocolDefinition protocol, int members)
    {
        var transcript = new Transcript(
            protocol, members, "join=3,leave=2,partition=2,merge=2,refresh=1,send=1,depth=2", $"{protocol.Spec.Name.ToLowerInvariant()} transcript {members}", members > MostInFull);
        var (first, last) = (transcript.World.Processes[0].Id, transcript.World.Processes[members - 1].Id);
        transcript.Part("the first view").Settle()
            .Part("z1 joins").Do(Move.Of<Join>(), option: 1).Settle()
            .Part($"{first} sends").Do(Move.Of<Send>(), first).Settle()
            .Part($"{last} leaves").Do(Move.Of<Leave>(), last).Settle()
            .Part("a2 joins and leads; z3 joins between key and ProtoDone").Do(Move.Of<Join>(), option: 0)
            .Settle(static w => w.Processes.Any(static p => p is { IsAlive: true, State: AgreementMember { State: RunState.AwaitingDone } }))
            .Do(Move.Of<Join>(), option: 1).Settle();
        Halve(transcript.Part("the network splits in two")).Settle()
            .Part("the network heals").Do(Move.Of<Merge>()).Settle();
        Halve(transcript.Part("it splits again, and heals in the middle of the runs"))
            .Settle(static w => w.Processes.Any(static p => p is { IsAlive: true, State: AgreementMember { Open: not null } }))
            .Do(Move.Of<Merge>()).Settle();
        return transcript.Part($"{first} leaves").Do(Move.Of<Leave>(), first).Settle()
            .Part("z1 asks for a refresh").Do(Move.Of<Refresh>(), Z1).Settle()
            .ToString();
    }

    /// <summary>The first half of the only component, as it stands, and the second.</summary>
    private static Transcript Halve(Transcript transcript)
    {
        var size = transcript.World.Components[0].Processes.Count;
        var option = Enumerable.Range(0, SetPartitions.Count(size)).First(o => SetPartitions.Unrank(size, o).Select((part, i) => part == (i < (size + 1) / 2 ? 0 : 1)).All(static same => same));
        return transcript.Do(Move.Of<Partition>(), option: option);
    }
}
