namespace Rekey.Core;

/// <summary>
/// The only source of randomness. A driver hands it to each step; the same state, input and entropy give the same outcome.
/// </summary>
/// <remarks>Symbolic runs name each draw by owner and counter; vectors draw from a seed; production draws from the operating system.</remarks>
public interface IEntropy
{
    /// <summary>The member that draws.</summary>
    MemberId Owner { get; }

    /// <summary>How many draws were made.</summary>
    uint Draws { get; }

    /// <summary>Names the next draw, from 0; each call is one draw.</summary>
    uint NextDraw();

    /// <summary>Fills a buffer with fresh random bytes; each call is one draw.</summary>
    void Fill(Span<byte> destination);
}
