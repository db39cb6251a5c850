using System.Text;

namespace Rekey.Reports.Printing;

/// <summary>
/// A writer that cannot be made to fail: once nothing can be written, because the disk is full or the reader is gone, it drops what comes and remembers
/// that it did. What a command found must not be lost because nobody can be told.
/// </summary>
/// <param name="inner">Where it writes.</param>
public sealed class SteadyWriter(TextWriter inner) : TextWriter
{
    /// <summary>Whether something could not be written.</summary>
    public bool Failed { get; private set; }

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Attempt(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Write(string? value) => Attempt(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Attempt(() => inner.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Attempt(() => inner.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Attempt(inner.Flush);

    private void Attempt(Action write)
    {
        if (Failed)
        {
            return;
        }

        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            Failed = true;
        }
    }
}
