using Shouldly;

namespace Rekey.Tests;

/// <summary>
/// Compares text with a <c>*.verified.txt</c> file. On a difference the new text is left beside it as <c>*.received.txt</c>: Verify's convention,
/// so that its tools and, one day, the package itself can take over (spec/decisions/ADR-0005).
/// </summary>
internal static class Snapshot
{
    /// <summary>The folder with Rekey.Verified.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Compares with a file below the repository's root.</summary>
    public static void Match(string verifiedPath, string text)
    {
        verifiedPath.ShouldEndWith(".verified.txt");
        var verified = Path.Combine(Root, verifiedPath);
        var received = verified.Replace(".verified.txt", ".received.txt", StringComparison.Ordinal);
        var expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        if (expected == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        DiffForPeople.Open(received, verified);
        text.ShouldBe(expected, $"{verifiedPath} differs; compare it with {Path.GetFileName(received)}");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Rekey.Verified.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("the tests must run below the folder of Rekey.Verified.sln");
    }
}
