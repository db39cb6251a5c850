using Rekey.Core;
using Rekey.Worlds;

namespace Rekey.Tests;

/// <summary>What tests take where it does not matter which.</summary>
internal static class Anywhere
{
    /// <summary>The group.</summary>
    public static GroupId Group { get; } = Scenario.NameOfGroup(0);
}
