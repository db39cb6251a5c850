using Rekey.Spec.Shared;
using Rekey.Tests.Spec.Cells;

namespace Rekey.Tests.Protocols.KeyTrees;

/// <summary>The table of key trees without a server: members pass keys on.</summary>
internal sealed class KeyTreeTraits : ITableTraits
{
    public string Table => KeyTreeTable.DistributedName;

    public TableTraits Traits => new(HasServer: false, CompletesAtOnce: true, HasSpareMessages: true, TableTraits.Anywhere);
}
