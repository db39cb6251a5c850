using Rekey.Tests.Spec.Cells;

namespace Rekey.Tests.Protocols.P;

/// <summary>P's table: the leader sends all keys, and each member needs its own.</summary>
internal sealed class PTraits : ITableTraits
{
    public string Table => "p";

    public TableTraits Traits => new(HasServer: true, CompletesAtOnce: false, HasSpareMessages: false);
}
