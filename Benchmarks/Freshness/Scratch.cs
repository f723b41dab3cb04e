
namespace Interception.Benchmarks.Freshness;
internal static class Scratch
{
    public static async Task RunAsync(string[] a)
    {
        var ci = System.Globalization.CultureInfo.InvariantCulture;
        double rate = double.Parse(a[0], ci); int seed = int.Parse(a[1], ci);
        var w = rate == 31 ? Workload.Zipf(seed, 1/600.0, 0, 1) : Workload.Zipf(seed, 1 / 3600.0, 2.5, 2.5); if (rate == 31) rate = 30;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        LibrarySubject? lib = null; double h0=0,s0=0;
        (double,double) Tot(){ double h=0,s=0; foreach(var m in lib!.Runtime.Decorated.SelectMany(o=>o.Methods)){ var r=m.Lane.Freshness.Reckon(m.Table.Entries, lib.Runtime.Services.Clock.Now); h+=r.Hits; s+=r.StaleHits;} return (h,s);}
        (double,double) last=default;
        var r = await Trial.RunAsync(w, seed, t => lib = new LibrarySubject(t, m => { m.Check = CheckMode.Adaptive; m.StaleTarget = 0.0001; m.CheckBudget = 1; m.WaitWhenLikelyStale = a.Length > 2 ? double.Parse(a[2], ci) : 1; }, rate), () => (h0,s0)=Tot());
        last = Tot();
        Console.WriteLine($"library {r} est {(last.Item2-s0)/(last.Item1-h0):0.0000} prices {lib!.Runtime.Queue.Spending.Price:0.000} {watch.Elapsed.TotalSeconds:0.0}s refused {lib.Runtime.Decorated.SelectMany(o=>o.Methods).Sum(m=>m.Lane.Measures.OverBudget)} waits {lib.Runtime.Decorated.SelectMany(o=>o.Methods).Sum(m=>m.Lane.Measures.Waits)}");
        foreach(var m in lib.Runtime.Decorated.SelectMany(o=>o.Methods).OrderBy(m=>m.Plan.Name)) { var k=m.Lane.Freshness.Reckon(m.Table.Entries, lib.Runtime.Services.Clock.Now); Console.WriteLine($"{m.Plan.Name} price {m.Lane.Freshness.Price:0.000} hits {k.Hits:0} stale {k.StaleHits/k.Hits:0.0000} unch {m.Lane.Measures.Checks(Interception.Refresh.CheckOutcome.Unchanged)} ch {m.Lane.Measures.Checks(Interception.Refresh.CheckOutcome.Changed)} other {m.Lane.Measures.Checks(Interception.Refresh.CheckOutcome.Superseded)} fail {m.Lane.Measures.Checks(Interception.Refresh.CheckOutcome.Failed)} refused {m.Lane.Measures.OverBudget} {m.Lane.Measures.Refused} misses {m.Lane.Measures.Misses} entries {m.Table.Entries.Count()} rate {w.ChangeRates.Where((_,i)=>i%10==int.Parse(m.Plan.Name[^1..], ci)).Order().ElementAt(250):0.0000000}"); }
        rate = r.RunsPerSecond;
        if (a.Length > 3) return;
        Console.WriteLine("adaptive " + await Tuning.FindAsync(w, seed, rate, (t, s) => new AdaptiveModel(t, w, s), 1e-3, 1e3));
        Console.WriteLine("oracle " + await Tuning.FindAsync(w, seed, rate, (t, s) => new OracleModel(t, w, s), 1e-3, 1e3));
        Console.WriteLine("fixed " + await Tuning.FindAsync(w, seed, rate, (t, s) => new IntervalModel(t, w, s), 0.5, 1e5));
        Console.WriteLine("ttl " + await Tuning.FindAsync(w, seed, rate, (t, s) => new TtlModel(t, w, s), 0.5, 1e5));
    }
}
