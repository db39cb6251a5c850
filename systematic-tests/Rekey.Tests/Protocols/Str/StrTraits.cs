using Rekey.Tests.Spec.Cells;

namespace Rekey.Tests.Protocols.Str;

/// <summary>STR's table: blinded keys rest on the chains of others, and the sponsor of a leave is complete with the lineup.</summary>
internal sealed class StrTraits : ITableTraits
{
    public string Table => "str";

    public TableTraits Traits => new(HasServer: false, CompletesAtOnce: true, HasSpareMessages: false, TableTraits.Anywhere);
}
