using BenchmarkDotNet.Running;
using Rekey.Benchmarks;

// "fit" prints how the planning of key trees grows, "agreements" what the algebra costs a schedule of a contributory protocol. Other arguments are BenchmarkDotNet's own: --filter '*Step*', --list flat, --job short.
return args switch
{
    ["fit"] => TreeFit.Run(),
    ["agreements"] => AgreementFit.Run(),
    _ => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args).Any(s => s.HasCriticalValidationErrors) ? 2 : 0,
};
