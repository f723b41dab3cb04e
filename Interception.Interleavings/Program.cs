using Interception.Interleavings.Nodes;
using Interception.Interleavings.Scenarios;
using Microsoft.Coyote;
using Microsoft.Coyote.SystematicTesting;

_ = Blueprint.Instance;
if (args.Length > 1) { await TwoChecks.RunAsync(); Console.WriteLine("plain ok"); }
var c = Configuration.Create().WithTestingIterations(uint.Parse(args[0])).WithRandomStrategy().WithTelemetryEnabled(false).WithRandomGeneratorSeed(7)
  .WithPartiallyControlledConcurrencyAllowed(false).WithMaxSchedulingSteps(20000);
foreach (var s in new Func<Task>[]{TwoChecks.RunAsync, TwoChecks.RunBrokenAsync, CheckAndMiss.RunAsync, ColdMisses.RunAsync, CheckAndInvalidation.RunAsync, GenerationAndMiss.RunAsync, LeaseExpiry.RunChecksAsync, LeaseExpiry.RunMissesAsync, MessageAndRead.RunAsync, RejectedOffers.RunAsync, Reconnection.RunAsync, PolicyAndFlight.RunAsync, MissesAndInvalidation.RunAsync, HitsAndChecks.RunAsync}) {
Console.WriteLine("=== "+s.Method.DeclaringType+"."+s.Method.Name);var t=System.Diagnostics.Stopwatch.StartNew();
var e = TestingEngine.Create(c, s);
e.Run();
Console.WriteLine(e.TestReport.NumOfExploredFairPaths+" "+e.TestReport.TotalExploredFairSteps+" unfair "+e.TestReport.NumOfExploredUnfairPaths+" maxhit "+e.TestReport.MaxFairStepsHitInFairTests);
Console.WriteLine(t.Elapsed);
foreach (var b in e.TestReport.BugReports) Console.WriteLine("BUG "+b);
foreach (var b in e.TestReport.UncontrolledInvocations) Console.WriteLine("UNC "+b);
}
