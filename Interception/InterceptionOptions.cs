namespace Interception;

/// <summary>The settings of the whole cache; the section "Interception" of appsettings.json has the same shape.</summary>
/// <remarks>
/// Not thread-safe: it is filled once, at start-up, and read into an immutable snapshot. Values outside their bounds are
/// reported together when the application starts.
/// </remarks>
public sealed class InterceptionOptions
{
    /// <summary>
    /// The kill switch: <see langword="false"/> sends every call to its method and drops what is cached. The default is
    /// <see langword="true"/>. It can be changed while the application runs.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// What a problem found at start-up does: <see langword="true"/>, the default, stops the host with a report;
    /// <see langword="false"/> logs the report and leaves the methods in it uncached.
    /// </summary>
    public bool Strict { get; set; } = true;

    /// <summary>
    /// The application's name, to keep applications apart that share a store; the same on all its nodes. None by default; answers in memory
    /// don't need it, with <see cref="Redis"/> it is required.
    /// </summary>
    public string? Application { get; set; }

    /// <summary>What holds for every method that does not say otherwise.</summary>
    public MethodOptions Defaults { get; } = new();

    /// <summary>How stale checks are run.</summary>
    public RefreshOptions Refresh { get; } = new();

    /// <summary>How much the cache may hold in memory.</summary>
    public MemoryOptions Memory { get; } = new();

    /// <summary>
    /// The Redis that the nodes of the application share. The default is <see langword="null"/>: each node keeps its own answers, in
    /// memory. In configuration an empty section is enough where the application has registered an IConnectionMultiplexer.
    /// </summary>
    public RedisOptions? Redis { get; set; }

    /// <summary>
    /// The methods that are cached, by name: <c>IPrices.Find</c>, <c>Shop.IPrices.Find(int, string)</c>. Names are
    /// case-sensitive, as in C#.
    /// </summary>
    /// <remarks>
    /// Where several names stand for one method the more exact wins, setting by setting: a parameter list over none, then a
    /// full type name over a short one. Two that are equally exact are a problem.
    /// </remarks>
    public IDictionary<string, MethodOptions> Methods { get; } = new Dictionary<string, MethodOptions>(StringComparer.Ordinal);
}
