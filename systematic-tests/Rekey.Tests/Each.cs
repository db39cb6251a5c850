using Shouldly;
using Xunit;

namespace Rekey.Tests;

/// <summary>A property of several cases, each of which is asked with the same random values.</summary>
internal static class Each
{
    /// <summary>True if it holds of each; else the first case of which it does not is named.</summary>
    public static bool Of<T>(TheoryData<T> cases, Func<T, bool> holds)
    {
        foreach (T one in cases)
        {
            holds(one).ShouldBeTrue($"case {one}");
        }

        return true;
    }
}
