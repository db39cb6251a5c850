using Rekey.Tests.Spec.Cells;

namespace Rekey.Tests.Protocols.Ckd;

/// <summary>CKD's table: where the controller has a scalar with everybody, it is complete with the lineup.</summary>
internal sealed class CkdTraits : ITableTraits
{
    public string Table => "ckd";

    public TableTraits Traits => new(HasServer: false, CompletesAtOnce: true, HasSpareMessages: false, TableTraits.Between);
}
