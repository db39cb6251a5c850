using System.Globalization;

namespace Rekey.Wire.Cbor;

/// <summary>Names the places of a document, so that an error in its form can say where it is (W-09).</summary>
/// <param name="name">The name of this place.</param>
/// <param name="children">Names of the map labels or array places below it.</param>
public sealed class FieldNames(string name, params (long Label, FieldNames Names)[] children)
{
    /// <summary>The name of this place.</summary>
    public string Name { get; } = name;

    /// <summary>The place below with a label; null where it has no name.</summary>
    public FieldNames? Find(long label)
    {
        foreach (var (candidate, names) in children)
        {
            if (candidate == label)
            {
                return names;
            }
        }

        return null;
    }

    /// <summary>How a place below is written in a path: by name, or by label where it has none.</summary>
    public string NameOf(long label) => Find(label)?.Name ?? label.ToString(CultureInfo.InvariantCulture);
}
