using Rekey.Tests.Spec.Cells;

namespace Rekey.Tests.Protocols.Gdh;

/// <summary>GDH's table: the controller of a leave is complete with the lineup.</summary>
internal sealed class GdhTraits : ITableTraits
{
    public string Table => "gdh";

    public TableTraits Traits => new(HasServer: false, CompletesAtOnce: true, HasSpareMessages: false, TableTraits.Between);
}
