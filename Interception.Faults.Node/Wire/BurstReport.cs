namespace Interception.Faults.Node.Wire;

/// <summary>What became of a burst.</summary>
/// <param name="Milliseconds">From the first call to the last answer.</param>
/// <param name="MethodMilliseconds">The longest run of the method on this node that began within the burst; 0 for none.</param>
/// <param name="Versions">Which versions were served, how often.</param>
/// <param name="Window">The calls of the burst, and whatever else ran beside them.</param>
internal sealed record BurstReport(
    double Milliseconds, double MethodMilliseconds, Dictionary<long, int> Versions, WindowReport Window);
