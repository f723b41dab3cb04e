using StackExchange.Redis;

namespace Interception.Storage.Redis;

/// <summary>Names of entries as keys of Redis.</summary>
internal static class EntryKey
{
    /// <summary>The key of an entry; its start is not copied.</summary>
    public static RedisKey Of(Shared.EntryName name)
    {
        byte[] digest = new byte[Shared.EntryDigest.TextLength];
        name.Digest.Write(digest);
        return ((RedisKey)digest).Prepend(name.Start);
    }
}
