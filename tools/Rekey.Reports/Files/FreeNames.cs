using System.Globalization;

namespace Rekey.Reports.Files;

/// <summary>Names for files that nobody named, so that none is written over another file of the same command.</summary>
/// <param name="named">The files that were named; null for none.</param>
public sealed class FreeNames(params IEnumerable<string?> named)
{
    private bool given;
    private readonly HashSet<string> taken = [.. named.OfType<string>().Select(RealPath.Of)];

    /// <summary>A file that was named, for the first that asks; null for all others.</summary>
    public string? First(string? path) => given ? null : (given = true, path).path;

    /// <summary>The name, or where it is taken, the name with a number.</summary>
    /// <param name="stem">What the name begins with.</param>
    /// <param name="ending">What it ends with.</param>
    public string Next(string stem, string ending)
    {
        var name = stem + ending;
        for (var number = 2; !taken.Add(RealPath.Of(name)); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}{ending}");
        }

        return name;
    }
}
