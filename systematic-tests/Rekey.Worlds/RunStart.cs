using System.Globalization;
using Rekey.Core;

namespace Rekey.Worlds;

/// <summary>How the first members of a run are named.</summary>
public enum NameStyle : byte
{
    /// <summary>m1, m2, ...: one after the other, with as many digits as the largest needs, so that the order of names is that of numbers.</summary>
    Plain,

    /// <summary>As long as names can be that leave room for a process to come back: most of each name is zeros.</summary>
    Long,

    /// <summary>m1, m8, m27, ...: cubes without leading zeros. Some names begin others, and the order of names is not that of processes.</summary>
    Apart,
}

/// <summary>
/// From what a run begins, as data: <c>counter=2147483646,draws=65535,names=long</c>. What is left out is as in a system that has just been switched on;
/// <c>plain</c> is all of it left out.
/// </summary>
/// <param name="Counter">The largest view counter of which the first members have heard; those who join have heard of none.</param>
/// <param name="Draws">How many secrets every process has drawn before; they were never used.</param>
/// <param name="Names">How the first members are named.</param>
/// <param name="IsFormed">Whether the first members, clients of a system below, have formed their group before the run begins.</param>
public sealed record RunStart(uint Counter = 0, uint Draws = 0, NameStyle Names = NameStyle.Plain, bool IsFormed = false)
{
    /// <summary>Largest number that a counter may begin with: it leaves room for what a run adds.</summary>
    public const uint MaxCounter = uint.MaxValue - 65_536;

    private const int LongDigits = MemberId.MaxLength - 2;

    /// <summary>A system that has just been switched on.</summary>
    public static RunStart Plain { get; } = new();

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">An unknown or repeated name, or a value that is none.</exception>
    public static RunStart Parse(string text)
    {
        var (start, seen) = (Plain, new HashSet<string>());
        if (text == "plain")
        {
            return start;
        }

        foreach (var part in text.Split(','))
        {
            if (part.Split('=') is not [var name, var value] || name is not ("counter" or "draws" or "names" or "group"))
            {
                throw new FormatException($"start '{part}' is unknown; expected plain, or some of counter=N, draws=N, names=plain|long|apart and group=formed");
            }

            if (!seen.Add(name))
            {
                throw new FormatException($"start '{name}' is given twice");
            }

            start = name switch
            {
                "counter" => start with { Counter = Number(name, value) },
                "draws" => start with { Draws = Number(name, value) },
                "group" => value == "formed" ? start with { IsFormed = true } : throw new FormatException($"start 'group' is '{value}'; expected formed"),
                _ => start with { Names = Style(value) },
            };
        }

        return start;
    }

    /// <summary>The name of one of so many first members, by its number from 0.</summary>
    public MemberId NameOf(int index, int members)
    {
        var number = index + 1;
        return MemberId.Parse("m" + (Names switch
        {
            NameStyle.Long => Digits(number, LongDigits),
            NameStyle.Apart => Digits(number * number * number, 1),
            _ => Digits(number, Digits(members, 1).Length),
        }));
    }

    /// <summary>What is not plain, in the grammar.</summary>
    public override string ToString()
    {
        string[] parts =
        [
            .. Counter > 0 ? [string.Create(CultureInfo.InvariantCulture, $"counter={Counter}")] : Array.Empty<string>(),
            .. Draws > 0 ? [string.Create(CultureInfo.InvariantCulture, $"draws={Draws}")] : Array.Empty<string>(),
            .. Names != NameStyle.Plain ? [$"names={Names.ToString().ToLowerInvariant()}"] : Array.Empty<string>(),
            .. IsFormed ? ["group=formed"] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? "plain" : string.Join(',', parts);
    }

    private static string Digits(int number, int least) => number.ToString(CultureInfo.InvariantCulture).PadLeft(least, '0');

    private static uint Number(string name, string value) =>
        uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MaxCounter
            ? number
            : throw new FormatException($"start '{name}' is '{value}'; expected a number from 0 to {MaxCounter}");

    private static NameStyle Style(string value) => value switch
    {
        "plain" => NameStyle.Plain,
        "long" => NameStyle.Long,
        "apart" => NameStyle.Apart,
        _ => throw new FormatException($"start 'names' is '{value}'; expected plain, long or apart"),
    };
}

/// <summary>Randomness of a process that has drawn before.</summary>
/// <param name="inner">What it draws from.</param>
/// <param name="before">How often it has drawn.</param>
internal sealed class LateEntropy(IEntropy inner, uint before) : IEntropy
{
    /// <inheritdoc/>
    public MemberId Owner => inner.Owner;

    /// <inheritdoc/>
    public uint Draws => inner.Draws + before;

    /// <inheritdoc/>
    public uint NextDraw() => inner.NextDraw() + before;

    /// <inheritdoc/>
    public void Fill(Span<byte> destination) => inner.Fill(destination);
}
