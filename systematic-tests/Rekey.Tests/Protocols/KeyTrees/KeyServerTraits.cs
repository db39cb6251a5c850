using Rekey.Spec.Shared;
using Rekey.Tests.Spec.Cells;

namespace Rekey.Tests.Protocols.KeyTrees;

/// <summary>The table of key trees with a server, which sends everything in order.</summary>
internal sealed class KeyServerTraits : ITableTraits
{
    public string Table => KeyTreeTable.ServerName;

    public TableTraits Traits => new(HasServer: true, CompletesAtOnce: false, HasSpareMessages: true);
}
