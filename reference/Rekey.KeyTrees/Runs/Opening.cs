using System.Collections.Immutable;
using Rekey.Core;
using Rekey.Crypto;
using Rekey.KeyTrees.Plans;

namespace Rekey.KeyTrees.Runs;

/// <summary>What a member makes of encrypted keys (K-13): all on its path that can be decrypted, to a fixpoint, in whatever order they stand.</summary>
/// <param name="Keys">The new keys that the member then holds, by number; the same array where it gains none.</param>
/// <param name="IsEarly">Whether something on its path is under a key that it does not hold yet (K-14).</param>
/// <param name="Bad">What does not decrypt under the key that it is under; null where nothing is.</param>
internal readonly record struct Opening(ImmutableArray<CryptoValue?> Keys, bool IsEarly, Wrap? Bad)
{
    /// <summary>Opens what can be opened.</summary>
    public static Opening Of(TreeRun open, KeyRing? kept, ImmutableArray<(Wrap Wrap, CryptoValue Ciphertext)> encrypted, ICipherSuite suite)
    {
        var (keys, early) = (open.Keys, false);
        for (var gained = true; gained;)
        {
            (gained, early) = (false, false);
            foreach (var (wrap, ciphertext) in encrypted)
            {
                var number = (int)wrap.Key;
                if (!open.Due.Contains(number) || keys[number] is not null)
                {
                    continue;
                }

                if (open.KeyOf(wrap.Under, kept, keys) is not { } under)
                {
                    early = true;
                }
                else if (suite.Unwrap(under, ciphertext) is { } key)
                {
                    (keys, gained) = (keys.SetItem(number, key), true);
                }
                else
                {
                    return new Opening(keys, false, wrap);
                }
            }
        }

        return new Opening(keys, early, null);
    }
}
