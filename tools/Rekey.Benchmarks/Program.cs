using BenchmarkDotNet.Running;
using Rekey.Benchmarks;

// "fit" prints how the planning of key trees grows, "algebra" what the symbolic algebra costs a schedule of a key agreement, "agreement" how far key
// agreements are from what their exponentiations cost. Other arguments are BenchmarkDotNet's own: --filter '*Step*', --list flat, --job short.
return args switch
{
    ["fit"] => TreeFit.Run(),
    ["algebra"] => AgreementFit.Run(),
    ["agreement", .. var rest] => AgreementBench.Run(rest),
    _ => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args).Any(s => s.HasCriticalValidationErrors) ? 2 : 0,
};
