using System.Security.Cryptography;
using System.Text;

namespace Rekey.Reports.Files;

/// <summary>Files that several commands add to at once: each reads, adds and writes while the others wait.</summary>
public static class SharedFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Writes a file anew from what is in it.</summary>
    /// <param name="path">The file; it need not exist.</param>
    /// <param name="content">Reads the file, and gives what is to be in it. Called while nobody else changes it.</param>
    /// <exception cref="IOException">It cannot be written, or others had it for a minute.</exception>
    public static void Update(string path, Func<string> content)
    {
        // A lock file beside would stay behind, or be deleted under whoever waits for it. The system forgets this one, also when its owner is killed.
        using var mutex = new Mutex(false, $@"Global\rekey-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(RealPath.Of(path))))[..32]}");
        var mine = false;
        try
        {
            try
            {
                mine = mutex.WaitOne(Patience);
            }
            catch (AbandonedMutexException)
            {
                // Files are moved into their place whole, so that whoever was killed left nothing half done.
                mine = true;
            }

            if (!mine)
            {
                throw new IOException($"{path}: another command has been adding to it for {Patience.TotalSeconds:0} seconds; expected it to be done");
            }

            OutputPath.Write(path, content());
        }
        finally
        {
            if (mine)
            {
                mutex.ReleaseMutex();
            }
        }
    }
}
