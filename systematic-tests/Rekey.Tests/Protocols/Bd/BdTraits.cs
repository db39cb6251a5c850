using Rekey.Tests.Spec.Cells;

namespace Rekey.Tests.Protocols.Bd;

/// <summary>BD's table: all need something of all, and nothing is early within an open run.</summary>
internal sealed class BdTraits : ITableTraits
{
    public string Table => "bd";

    public TableTraits Traits => new(HasServer: false, CompletesAtOnce: false, HasSpareMessages: false, TableTraits.Between);
}
