using System.Text;
using Rekey.Reports.Printing;

namespace Rekey.Reports.Files;

/// <summary>Files that a command writes at its end. They are tried at its beginning: nobody should wait a minute to learn of a typing error.</summary>
public static class OutputPath
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

        try
        {
            Try(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{option} '{path}': cannot be written: {e.Message}", e);
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
    /// leaves what was there before, and whoever reads meanwhile never sees half a file.
    /// </summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, string content)
    {
        if (RealPath.IsDevice(path))
        {
            File.WriteAllText(path, content, Encoding);
            return;
        }

        var real = RealPath.Of(path);
        var beside = Beside(real);
        try
        {
            File.WriteAllText(beside, content, Encoding);
            if (!OperatingSystem.IsWindows() && File.Exists(real))
            {
                File.SetUnixFileMode(beside, File.GetUnixFileMode(real));
            }

            File.Move(beside, real, overwrite: true);
        }
        catch (UnauthorizedAccessException) when (File.Exists(real))
        {
            // A file may be written in a folder where no other can be made.
            File.Delete(beside);
            File.WriteAllText(real, content, Encoding);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>Writes a file that was asked for. What was found is told anyway: a disk that is full by now does not make it untold, and is no reason not to write other files.</summary>
    /// <returns>Whether it is written, or none was asked for.</returns>
    public static bool TryWrite(string option, string? path, Func<string> content, Terminal terminal)
    {
        if (path is null)
        {
            return true;
        }

        try
        {
            Write(path, content());
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Fail($"{option} '{path}': could not be written: {e.Message.TrimEnd('.')}; the summary is complete");
            return false;
        }
    }

    /// <summary>What is there already is opened as others may have it open; what is not is tried with a file beside, because another command may be about to make it.</summary>
    private static void Try(string path)
    {
        var real = RealPath.Of(path);
        if (File.Exists(real) || RealPath.IsDevice(path))
        {
            File.Open(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
            return;
        }

        var beside = Beside(real);
        File.Open(beside, FileMode.CreateNew, FileAccess.Write).Dispose();
        File.Delete(beside);
    }

    private static string Beside(string path) => $"{path}.{Guid.NewGuid():N}.part";
}
