#pragma warning disable IDE0011
using Rekey.Monitors.Checking;
using Rekey.Worlds;
var p = ProtocolRegistry.Find("P");
foreach (var (n, f, sec, strat) in new[] { (8, "none", false, "fair"), (8, "none", false, "random"), (8, "none", true, "fair"), (5, "crash=1,leave=1,join=1,partition=1,merge=1,refresh=1,send=2,depth=3", true, "portfolio") })
{
    var r = Checker.Run(new CheckRequest { Protocol = p, Scenarios = [new Scenario(p, n, FaultBudget.Parse(f))], Time = TimeSpan.FromSeconds(4), Secrecy = sec, Strategy = strat });
    Console.WriteLine($"{n} {f} secrecy={sec} {strat}: {r.Schedules / r.Elapsed.TotalSeconds:0}/s, steps/schedule {(double)r.Steps / r.Schedules:0.0}, deepest {r.DeepestCascade}, views {r.ViewChanges}");
    foreach (var x in r.Findings.Values) Console.WriteLine($"   {x.Violation} schedule {x.Schedule}");
}
var rr = Checker.Run(new CheckRequest { Protocol = p, Scenarios = CheckRequest.DefaultScenarios(p, 1, 6), Time = TimeSpan.FromSeconds(10), Workers = 2 });
Console.WriteLine($"{rr.Schedules} unfinished {rr.Unfinished}");
foreach (var x in rr.Findings.Values) Console.WriteLine($"   {x.Violation} schedule {x.Schedule} {x.Scenario.Members} {x.Scenario.Faults}");
foreach (var g in rr.GoalsMissed) Console.WriteLine("missed goal: " + g);
for (byte s = 0; s < p.Spec.Table.States.Count; s++) for (byte t = 0; t < p.Spec.Table.Triggers.Count; t++) { var c = p.Spec.Table[s, t]; if (c.Verdict != Rekey.Spec.Verdict.Impossible && rr.Coverage[s, t] == 0) Console.WriteLine($"uncovered {p.Spec.Table.States[s]} {p.Spec.Table.Triggers[t]}"); }
foreach (var (k, v) in rr.Coverage.Rejections) Console.WriteLine($"{k} {v}");
return 0;
