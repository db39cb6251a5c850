using Rekey.Core;
using Rekey.Wire;
using Rekey.Worlds;
using Rekey.Worlds.Faults;

namespace Rekey.Conformance.Data;

/// <summary>
/// For every protocol a run in which members send under the first key of a view, around a refresh, under the second key, and while a view changes:
/// <c>transcripts/data/*.verified.txt</c>. Protocols that differ in their trees alone have one.
/// </summary>
public sealed class GroupDataTranscripts : VectorSet
{
    private static readonly MemberId M1 = MemberId.Parse("m1");
    private static readonly MemberId M2 = MemberId.Parse("m2");
    private static readonly MemberId M3 = MemberId.Parse("m3");

    /// <inheritdoc/>
    public override IEnumerable<(string Path, string Content)> Files() =>
        ProtocolRegistry.All.Where(static p => !p.Spec.Name.Contains('-')).Select(static p => ($"transcripts/data/{p.Spec.Name.ToLowerInvariant()}.verified.txt", Write(p)));

    private static string Write(ProtocolDefinition protocol)
    {
        var transcript = new Transcript(protocol, 3, "join=1,refresh=2,send=9,depth=1", $"{protocol.Spec.Name} data");
        return transcript.Part("the first view").Settle()
            .Part("m1 and m2 send under run 1").Do(Move.Of<Send>(), M1).Do(Move.Of<Send>(), M2).Settle()
            .Part("m3 asks for a refresh; m1 sends under run 2 and m3 still under run 1").Do(Move.Of<Refresh>(), M3)
            .Settle(static w => w.Processes[0].State.Current?.Epoch.Run == 2).Do(Move.Of<Send>(), M1).Do(Move.Of<Send>(), M3).Settle()
            .Part("all send under run 2").Do(Move.Of<Send>(), M1).Do(Move.Of<Send>(), M2).Do(Move.Of<Send>(), M3).Settle()
            .Part("z1 joins; what m2 sends while blocked goes out in the next view").Do(Move.Of<Join>(), option: 1)
            .Settle(static w => w.Processes[1].IsBlocked).Do(Move.Of<Send>(), M2).Settle()
            .ToString();
    }
}
