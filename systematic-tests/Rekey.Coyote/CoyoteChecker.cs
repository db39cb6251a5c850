using Rekey.Checking;

namespace Rekey.Coyote;

/// <summary>Explores a protocol under Coyote, and reports as <see cref="Checker"/> does.</summary>
public static class CoyoteChecker
{
    /// <summary>
    /// Explores until the schedules or the time are spent, an unexpected violation is found, or it is cancelled. A bound on schedules gives the same
    /// report on every machine. Coyote runs one schedule at a time, and learns from one for the next: the number of workers says nothing here, and
    /// there are no shards.
    /// </summary>
    /// <param name="request">What to explore; its strategy is one of <see cref="CoyoteStrategy.InRequest"/>, its seed one of 32 bits.</param>
    /// <param name="cancel">Stops the exploration after the schedule that runs; what was done is reported.</param>
    /// <param name="progress">Is told after each schedule how many were run and what part of the bound that is.</param>
    /// <exception cref="InvalidOperationException">Coyote objected of its own accord, or the explorer sees something else in a run: a bug of the host.</exception>
    public static CheckReport Run(CheckRequest request, CancellationToken cancel = default, Action<long, double>? progress = null) =>
        CoyoteProcess.Alone(() => new Campaign(request, cancel, progress).Run());
}
