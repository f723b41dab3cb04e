namespace Interception.Faults.Node.Wire;

/// <summary>How a node is.</summary>
/// <param name="HeapBytes">Managed heap after a full collection.</param>
/// <param name="Threads">Threads of the process.</param>
/// <param name="Handles">Its open handles: files and sockets.</param>
/// <param name="DynamicAssemblies">Assemblies that were made at run time: of proxies and serializers.</param>
/// <param name="LogLines">Lines logged since the start.</param>
/// <param name="Leaks">Where a canary has been seen: log lines, metric tags, traces. Texts are cut short.</param>
/// <param name="Counters">The library's counters since the start, by name and result.</param>
/// <param name="LastLogLines">The last lines logged, for whoever looks for a reason.</param>
internal sealed record NodeStats(
    long HeapBytes, int Threads, int Handles, int DynamicAssemblies, long LogLines, string[] Leaks, Dictionary<string, long> Counters, string[] LastLogLines);
