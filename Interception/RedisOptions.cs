namespace Interception;

/// <summary>The shared level behind memory: a Redis through which the nodes of an application share answers and checks.</summary>
/// <remarks>
/// Not thread-safe: it is filled once, at start-up. A change of it needs a restart. With it, <see cref="InterceptionOptions.Application"/>
/// is required. No failure of Redis reaches a caller.
/// </remarks>
public sealed class RedisOptions
{
    private const long DefaultCompressAbove = 16L << 10;

    private long? _compressAbove;

    /// <summary>
    /// Where Redis is: a configuration string of StackExchange.Redis, such as <c>localhost:6379</c>. The default is <see langword="null"/>:
    /// the IConnectionMultiplexer that the application has registered is used. It may hold a password, so it is never logged or quoted.
    /// </summary>
    /// <remarks>
    /// Timeouts, backlog, reconnection and channel prefix of the connection are the cache's own, whatever the string says of them. Only on such
    /// a connection do synchronous methods wait for Redis; on the application's they use memory, and the messages of other nodes.
    /// </remarks>
    public string? Configuration { get; set; }

    /// <summary>
    /// The key under which the application's IConnectionMultiplexer is registered. The default is <see langword="null"/>: the one without
    /// a key. It and <see cref="Configuration"/> exclude each other.
    /// </summary>
    public string? ServiceKey { get; set; }

    /// <summary>
    /// What all names in Redis begin with: 1 to 64 characters without white space or control characters, and no ':' at the end. It may
    /// hold a <c>{hash tag}</c>. The default is "interception".
    /// </summary>
    public string KeyPrefix { get; set; } = "interception";

    /// <summary>
    /// How long one operation of Redis may take; past it the call goes on without Redis. 10 milliseconds to 10 seconds; the default is 100
    /// milliseconds. An asynchronous call may notice it up to 50 milliseconds late.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How long a miss waits at most for the run of another node before it runs the method itself. 0 to 10 seconds; the default is
    /// 200 milliseconds.
    /// </summary>
    public TimeSpan LeaseWait { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Up to which size in bytes an answer, as it is stored, travels in the message that tells the other nodes of it; of larger ones they
    /// are told without it. 0 to 64 KB; the default is 4 KB.
    /// </summary>
    public int InlineBytes { get; set; } = 4 << 10;

    /// <summary>The largest serialized result, in bytes, that is stored in Redis; larger ones stay in memory only. 1 KB to 64 MB; the default is 1 MB.</summary>
    public long MaxPayload { get; set; } = 1L << 20;

    /// <summary>
    /// Above which size in bytes a serialized result is compressed. 0 to <see cref="MaxPayload"/>; the default is 16 KB, or
    /// <see cref="MaxPayload"/> where that is less.
    /// </summary>
    public long CompressAbove { get => _compressAbove ?? Math.Max(0, Math.Min(DefaultCompressAbove, MaxPayload)); set => _compressAbove = value; }

    /// <summary>
    /// At least 16 characters, the same on all nodes, for a Redis that others can write to: names and content are bound to it by
    /// HMAC-SHA256, so that nobody without it can forge an answer or guess a name. The default is <see langword="null"/>: names and
    /// content are protected from accidents, not from attackers. It is never logged or quoted.
    /// </summary>
    public string? Secret { get; set; }

    /// <summary>Whether part of what was written for it could not be read: what is left must not be taken for what was meant.</summary>
    internal bool IsFaulty { get; set; }
}
