using Rekey.Tests.Spec.Cells;

namespace Rekey.Tests.Protocols.Tgdh;

/// <summary>TGDH's table: blinded keys rest on trees and blinded keys of others, and the sponsor of a leave is complete with the lineup.</summary>
internal sealed class TgdhTraits : ITableTraits
{
    public string Table => "tgdh";

    public TableTraits Traits => new(HasServer: false, CompletesAtOnce: true, HasSpareMessages: false, TableTraits.Anywhere);
}
