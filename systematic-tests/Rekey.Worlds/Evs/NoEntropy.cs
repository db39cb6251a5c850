using Rekey.Core;

namespace Rekey.Worlds.Evs;

/// <summary>For layers that draw nothing: group communication has no secrets.</summary>
internal sealed class NoEntropy : IEntropy
{
    /// <summary>The one value.</summary>
    public static readonly NoEntropy Instance = new();

    /// <inheritdoc/>
    public MemberId Owner => default;

    /// <inheritdoc/>
    public uint Draws => 0;

    /// <inheritdoc/>
    public uint NextDraw() => throw new SpecificationViolation("group communication draws nothing");

    /// <inheritdoc/>
    public void Fill(Span<byte> destination) => throw new SpecificationViolation("group communication draws nothing");
}
