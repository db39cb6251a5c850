#pragma warning disable IDE0011
using Rekey.Mutants;
foreach (var m in MutantRegistry.All)
{
    var r = MutantHunt.Run(m, "portfolio", 3, 30_000);
    Console.WriteLine($"{m.Name,-32} {(r.Caught ? "caught" : "NOT CAUGHT")} median {r.Median} worst {r.Worst} by {string.Join(",", r.Catches.Select(c => c?.Property).Distinct())} expected {string.Join(",", m.CaughtBy)}");
}
return 0;
