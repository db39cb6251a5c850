using Rekey.Core;

namespace Rekey.Tests.Core;

/// <summary>For machines that draw nothing.</summary>
internal sealed class NoEntropy : IEntropy
{
    public static readonly NoEntropy Instance = new();

    public MemberId Owner => MemberId.Parse("m1");

    public uint Draws => 0;

    public uint NextDraw() => throw new InvalidOperationException("this machine draws nothing");

    public void Fill(Span<byte> destination) => throw new InvalidOperationException("this machine draws nothing");
}
