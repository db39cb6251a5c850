namespace Rekey.Conformance;

/// <summary>What a protocol contributes: files by their path below conformance/. A new class is all that a new set needs.</summary>
public abstract class VectorSet
{
    /// <summary>The files, made anew from fixed seeds: the path, with forward slashes, and the content.</summary>
    public abstract IEnumerable<(string Path, string Content)> Files();
}
