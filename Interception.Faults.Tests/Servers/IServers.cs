namespace Interception.Faults.Tests.Servers;

/// <summary>A store that nodes share: one server, or several that act as one.</summary>
internal interface IServers : IAsyncDisposable
{
    /// <summary>What a node's <c>Interception:Redis:Configuration</c> must say to use it.</summary>
    string Configuration { get; }

    /// <summary>The ports of the servers that hold entries.</summary>
    IReadOnlyList<int> Ports { get; }

    /// <summary>
    /// Kills what a client talks to and brings it, or what takes its place, back to work; returns when it works.
    /// </summary>
    Task FailAndRecoverAsync();
}
