using System.Buffers.Binary;
using System.Text;
using Rekey.Core;

namespace Rekey.Crypto.Concrete;

/// <summary>
/// Entropy for vectors and transcripts: a function of a seed, the owner and the number of the draw (spec/wire/wire-format.md, section
/// 9; W-21). Not for production: whoever knows the seed knows every key.
/// </summary>
/// <remarks>Draw n, in every suite, is HKDF-Expand(HKDF-Extract("rekey/1 seeded entropy", seed), context("entropy", owner, n)), n as 4 bytes, with SHA-256.</remarks>
public sealed class SeededEntropy : IEntropy
{
    private readonly byte[] pseudorandomKey;
    private readonly byte[] owner;

    /// <summary>Makes a source.</summary>
    /// <param name="seed">Any text.</param>
    /// <param name="owner">The member that draws.</param>
    /// <param name="firstDraw">Number of the first draw; a replay begins where it likes.</param>
    public SeededEntropy(string seed, MemberId owner, uint firstDraw = 0)
    {
        pseudorandomKey = Hkdf.Sha256.Extract(Encoding.ASCII.GetBytes($"{KeySchedule.Version} seeded entropy"), Encoding.UTF8.GetBytes(seed));
        Owner = owner;
        this.owner = Encoding.ASCII.GetBytes(owner.ToString());
        Draws = firstDraw;
    }

    /// <inheritdoc/>
    public MemberId Owner { get; }

    /// <summary>Number of the next draw.</summary>
    public uint Draws { get; private set; }

    /// <inheritdoc/>
    public uint NextDraw() => Draws++;

    /// <summary>Fills a buffer of 1 to 8,160 bytes; one draw.</summary>
    /// <exception cref="ArgumentException">An empty or a longer buffer.</exception>
    public void Fill(Span<byte> destination)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(number, NextDraw());
        Hkdf.Sha256.Expand(pseudorandomKey, KeySchedule.Context(0, "entropy", owner, number), destination.Length).CopyTo(destination);
    }
}
