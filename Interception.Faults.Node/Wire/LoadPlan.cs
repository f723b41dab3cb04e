namespace Interception.Faults.Node.Wire;

/// <summary>Calls that a node makes until it is told to halt.</summary>
/// <param name="CallsPerSecond">Calls on the hot keys.</param>
/// <param name="Keys">How many hot keys there are, 0 and up.</param>
/// <param name="Zipf">How unequal they are: 0 for all alike.</param>
/// <param name="Tenants">How many tenants call, by turns of the dice.</param>
/// <param name="ColdCallsPerSecond">Calls on keys that nobody has called before: misses.</param>
/// <param name="ColdFrom">The first of the cold keys.</param>
/// <param name="Synchronous">Whether threads call the synchronous method, instead of tasks the asynchronous one.</param>
/// <param name="Seed">Seeds the dice.</param>
internal sealed record LoadPlan(
    int CallsPerSecond, int Keys, double Zipf = 0.9, int Tenants = 1, int ColdCallsPerSecond = 0, int ColdFrom = 1_000_000,
    bool Synchronous = false, int Seed = 1);
