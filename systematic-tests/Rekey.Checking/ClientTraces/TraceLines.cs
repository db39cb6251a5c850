namespace Rekey.Checking.ClientTraces;

/// <summary>Takes a stream apart into lines of bounded length.</summary>
internal sealed class TraceLines(Stream stream)
{
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line without its line feed; false at the end. Good until the next call.</summary>
    /// <exception cref="FormatException">It is longer than a line may be.</exception>
    public bool Next(out ReadOnlySpan<byte> line)
    {
        var scanned = start;
        while (true)
        {
            var at = buffer.AsSpan(scanned, end - scanned).IndexOf((byte)'\n');
            if (at >= 0 && scanned + at - start <= ClientTraceFormat.LongestLine)
            {
                line = buffer.AsSpan(start, scanned + at - start);
                start = scanned + at + 1;
                Number++;
                return true;
            }

            if (at >= 0 || end - start > ClientTraceFormat.LongestLine)
            {
                Number++;
                throw new FormatException($"longer than a line may be; expected at most {ClientTraceFormat.LongestLine} bytes");
            }

            scanned = end - start;
            if (!Fill())
            {
                line = buffer.AsSpan(start, end - start);
                var any = start < end;
                (start, Number) = (end, any ? Number + 1 : Number);
                return any;
            }
        }
    }

    /// <summary>Reads on behind what is left, which moves to the front.</summary>
    private bool Fill()
    {
        var left = end - start;
        if (left > buffer.Length / 2)
        {
            Array.Resize(ref buffer, 2 * buffer.Length);
        }

        buffer.AsSpan(start, left).CopyTo(buffer);
        var read = stream.Read(buffer, left, buffer.Length - left);
        (start, end) = (0, left + read);
        return read > 0;
    }
}
