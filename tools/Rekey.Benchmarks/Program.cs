using BenchmarkDotNet.Running;

// Arguments are BenchmarkDotNet's own: --filter '*Step*', --list flat, --job short.
return BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args).Any(s => s.HasCriticalValidationErrors) ? 2 : 0;
