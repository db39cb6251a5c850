using Rekey.Reports.Rendering;

namespace Rekey.Cli.Arguments;

/// <summary>Finds the repository that a command works on.</summary>
internal static class RepositoryRoot
{
    private const string Mark = "Rekey.Verified.sln";

    /// <summary>The given folder, or the nearest folder from <paramref name="start"/> upwards that holds the solution.</summary>
    /// <param name="given">The folder that the option names; null where it was not given.</param>
    /// <param name="start">Where the search begins.</param>
    /// <param name="option">The option that names the folder, for the message.</param>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static string Find(string? given, string start, string option)
    {
        if (given is not null)
        {
            return File.Exists(Path.Combine(given, Mark))
                ? Path.GetFullPath(given)
                : throw new DirectoryNotFoundException($"{option} '{given}': expected a folder that holds {Mark}");
        }

        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Mark)))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"this works on a clone of the repository, and neither this folder nor one above it holds {Mark}; expected to be run inside a clone, or {option}");
    }
}
