namespace Rekey.Mutants;

/// <summary>
/// Quartiles of a sample in which some values are censored: of them it is only known that they are larger than every other one. They are order
/// statistics, values that were seen and no means of two: of n values in order, those with the numbers n/4, n/2 and 3n/4 (rounded down), from 0.
/// </summary>
/// <typeparam name="T">The kind of value.</typeparam>
/// <param name="Lower">The lower quartile; null where it is a censored value.</param>
/// <param name="Median">The median, of an even number of values the larger of the two in the middle; null where it is a censored value.</param>
/// <param name="Upper">The upper quartile; null where it is a censored value.</param>
public sealed record Quartiles<T>(T? Lower = null, T? Median = null, T? Upper = null)
    where T : struct, IComparable<T>
{
    /// <summary>The quartiles of a sample; a censored value is null.</summary>
    /// <exception cref="ArgumentException">The sample is empty.</exception>
    public static Quartiles<T> Of(IEnumerable<T?> sample)
    {
        var sorted = sample.OrderBy(static v => v is null).ThenBy(static v => v).ToArray();
        return sorted.Length > 0
            ? new Quartiles<T>(sorted[sorted.Length / 4], sorted[sorted.Length / 2], sorted[(int)(3L * sorted.Length / 4)])
            : throw new ArgumentException("a sample of nothing has no quartiles", nameof(sample));
    }
}
