namespace Rekey.Core;

/// <summary>Names a group: 1 to 32 printable ASCII characters without space (Spread's limit).</summary>
public sealed record GroupId : IComparable<GroupId>
{
    /// <summary>Longest name, in bytes.</summary>
    public const int MaxLength = 32;

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">Empty, too long, or not printable ASCII without space.</exception>
    public GroupId(string name)
    {
        if (name.Length is 0 or > MaxLength || name.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new FormatException($"'{name}' is no group name: expected 1 to {MaxLength} printable ASCII characters without space");
        }

        Name = name;
        Fingerprint = Core.Fingerprint.Of(name);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>A hash that is the same in every process.</summary>
    public ulong Fingerprint { get; }

    /// <summary>Byte order of names.</summary>
    public int CompareTo(GroupId? other) => string.CompareOrdinal(Name, other?.Name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
