using System.Text;

namespace Rekey.Cli.Arguments;

/// <summary>Files that a command writes at its end. They are tried at its beginning: nobody should wait a minute to learn of a typing error.</summary>
internal static class OutputPath
{
    /// <summary>Checks that a file can be written; leaves no trace of the check.</summary>
    /// <exception cref="IOException">It cannot be.</exception>
    public static void Require(string option, string? path)
    {
        if (path is null)
        {
            return;
        }

        if (path.Length == 0 || Directory.Exists(path))
        {
            throw new IOException($"{option} '{path}': expected a file, not {(path.Length == 0 ? "nothing" : "a folder")}");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(folder))
        {
            throw new IOException($"{option} '{path}': the folder '{Path.GetDirectoryName(path)}' does not exist");
        }

        var existed = File.Exists(path);
        try
        {
            File.Open(path, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{option} '{path}': cannot be written: {e.Message}", e);
        }

        if (!existed)
        {
            File.Delete(path);
        }
    }

    /// <summary>Checks that a folder is there or can be made; makes it.</summary>
    /// <exception cref="IOException">It cannot be.</exception>
    public static void RequireFolder(string option, string? path)
    {
        if (path is null)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(path);
            Require(option, Path.Combine(path, ".rekey-write-test"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new IOException($"{option} '{path}': expected a folder that can be written: {e.Message}", e);
        }
    }

    /// <summary>Writes a text file: UTF-8 without byte order mark, line feeds.</summary>
    public static void Write(string path, string content) => File.WriteAllText(path, content, new UTF8Encoding(false));
}
