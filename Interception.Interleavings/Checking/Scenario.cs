namespace Interception.Interleavings.Checking;

/// <summary>Something that several actors do at once, with what must hold whatever comes first.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="RunAsync">One schedule of it.</param>
/// <param name="MustFail">Whether the rule under it is broken, so that a checker that finds nothing is blind.</param>
/// <param name="PassesTime">Whether an actor lets time pass in a loop: given priority it would keep all others from going on.</param>
internal sealed record Scenario(string Name, Func<Task> RunAsync, bool MustFail = false, bool PassesTime = false);
