using System.Text;

namespace Rekey.Cli.Arguments;

/// <summary>Files that a command writes at its end. They are tried at its beginning: nobody should wait a minute to learn of a typing error.</summary>
internal static class OutputPath
{
    private static readonly UTF8Encoding Encoding = new(false);

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

    /// <summary>
    /// Writes a text file: UTF-8 without byte order mark, line feeds. It is written beside and moved into its place, so that a disk that fills up
    /// leaves what was there before, and never half a file.
    /// </summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, string content)
    {
        if (!IsReplaceable(path))
        {
            File.WriteAllText(path, content, Encoding);
            return;
        }

        var beside = $"{path}.{Environment.ProcessId}.part";
        try
        {
            File.WriteAllText(beside, content, Encoding);
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>Devices, pipes and links are written to and not replaced; and neither are files in a folder where no other can be made.</summary>
    private static bool IsReplaceable(string path)
    {
        var full = Path.GetFullPath(path);
        if (full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal) || new FileInfo(full).LinkTarget is not null)
        {
            return false;
        }

        try
        {
            File.Create($"{path}.{Environment.ProcessId}.part", 1, FileOptions.DeleteOnClose).Dispose();
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
