using System.Runtime.CompilerServices;
using Rekey.Core;

namespace Rekey.Mutants.SharedGroups;

/// <summary>What a wrong process keeps for all its groups together: found by its one source of randomness, which it has in no other run.</summary>
/// <typeparam name="T">What.</typeparam>
internal sealed class Household<T>
    where T : class, new()
{
    private readonly ConditionalWeakTable<IEntropy, T> all = [];

    /// <summary>Of the process that has this source of randomness.</summary>
    public T this[IEntropy entropy] => all.GetOrCreateValue(entropy);
}
