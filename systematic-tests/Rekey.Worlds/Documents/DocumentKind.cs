namespace Rekey.Worlds.Documents;

/// <summary>A kind of file of this project.</summary>
/// <param name="Name">What it is called, with its article if it has one.</param>
/// <param name="Format">The version of its format; a reader refuses any other.</param>
/// <param name="Writer">The command that writes it.</param>
public sealed record DocumentKind(string Name, string Format, string Writer)
{
    /// <summary>What a reader expected.</summary>
    public string Expected => $"expected {Name}, format {Format}, as {Writer} writes it";

    /// <summary>What a reader says before it says what is wrong.</summary>
    public string Refusal => $"no {(Name.StartsWith("a ", StringComparison.Ordinal) ? Name[2..] : Name)}";
}
