using BenchmarkDotNet.Running;
using Rekey.Benchmarks;

// "fit" prints how the planning of key trees grows. Other arguments are BenchmarkDotNet's own: --filter '*Step*', --list flat, --job short.
return args is ["fit"]
    ? TreeFit.Run()
    : BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args).Any(s => s.HasCriticalValidationErrors) ? 2 : 0;
