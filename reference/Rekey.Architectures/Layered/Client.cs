using Rekey.Core;
using Rekey.GroupCommunication.Flush;

namespace Rekey.Architectures.Layered;

/// <summary>The layered architecture (paper B, section 4.2): all security is in the client, above the library that makes virtual synchrony.</summary>
public static class Client
{
    /// <summary>A client of one group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="machine">The machine of its rekey protocol.</param>
    /// <param name="replaced">Gives another layer for the flush layer, for one that wants to see what then happens; null for the flush layer.</param>
    public static ILayer Of(GroupId group, IMachine machine, Func<ILayer, ILayer>? replaced = null)
    {
        ILayer flush = new FlushLayer(group);
        return Stack.Of(replaced?.Invoke(flush) ?? flush, new SecureMember(machine));
    }
}
