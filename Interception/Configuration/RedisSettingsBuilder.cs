using Interception.Configuration.Parsing;

namespace Interception.Configuration;

/// <summary>Validates the options of Redis. No problem quotes the configuration string, which may hold a password, or the secret.</summary>
internal sealed class RedisSettingsBuilder(ProblemList problems)
{
    private const string Path = $"{ConfigurationReader.SectionName}:{nameof(InterceptionOptions.Redis)}";
    private const int MaxPrefixCharacters = 64;
    private const int LeastSecretCharacters = 16;

    /// <summary>Builds the settings.</summary>
    /// <returns>
    /// Null without Redis, and after any problem with it: a default in place of what was meant could be another application's prefix,
    /// or no secret.
    /// </returns>
    public RedisSettings? Build(RedisOptions? redis)
    {
        if (redis is null)
        {
            return null;
        }

        int before = problems.Count;
        CheckConnection(redis);
        CheckPrefix(redis.KeyPrefix);
        CheckSecret(redis.Secret);
        long maxPayload = Checked(SettingBounds.MaxPayload, redis.MaxPayload, nameof(redis.MaxPayload));
        var settings = new RedisSettings
        {
            Configuration = redis.Configuration,
            ServiceKey = redis.ServiceKey,
            KeyPrefix = redis.KeyPrefix,
            Timeout = Checked(SettingBounds.Timeout, redis.Timeout, nameof(redis.Timeout)),
            LeaseWait = Checked(SettingBounds.LeaseWait, redis.LeaseWait, nameof(redis.LeaseWait)),
            InlineBytes = Checked(SettingBounds.InlineBytes, redis.InlineBytes, nameof(redis.InlineBytes)),
            MaxPayload = maxPayload,
            CompressAbove = CheckedCompressAbove(redis, maxPayload),
            Secret = redis.Secret,
        };
        return redis.IsFaulty || problems.Count > before ? null : settings;
    }

    private void CheckConnection(RedisOptions redis)
    {
        CheckFilled(redis.Configuration, nameof(redis.Configuration), "a configuration string like \"localhost:6379\"");
        CheckFilled(redis.ServiceKey, nameof(redis.ServiceKey), "the key of the registered IConnectionMultiplexer");
        if (redis is { Configuration: not null, ServiceKey: not null })
        {
            problems.Add(Path, "has both a Configuration and a ServiceKey; keep the one that says where the connection comes from.");
        }
    }

    private void CheckFilled(string? value, string name, string what)
    {
        if (value is not null && string.IsNullOrWhiteSpace(value))
        {
            problems.Add($"{Path}:{name}", $"{Quoted.Value(value)} is empty; write {what}, or leave it out.");
        }
    }

    // What is assigned in code can be null whatever its type says.
    private void CheckPrefix(string? prefix)
    {
        if (prefix is not { Length: >= 1 and <= MaxPrefixCharacters } || prefix.EndsWith(':')
            || prefix.Any(one => char.IsWhiteSpace(one) || char.IsControl(one)))
        {
            problems.Add(
                $"{Path}:{nameof(RedisOptions.KeyPrefix)}",
                $"{Quoted.Value(prefix ?? string.Empty)} can't begin a name; write 1 to {MaxPrefixCharacters} characters "
                    + "without white space, control characters and a ':' at the end.");
        }
    }

    private void CheckSecret(string? secret)
    {
        if (secret is { Length: < LeastSecretCharacters })
        {
            problems.Add(
                $"{Path}:{nameof(RedisOptions.Secret)}",
                $"has {secret.Length} characters; write at least {LeastSecretCharacters}, or leave it out where nobody else can write to the Redis.");
        }
    }

    private long CheckedCompressAbove(RedisOptions redis, long maxPayload)
    {
        // Before MaxPayload is right there is nothing to hold it against.
        long most = maxPayload == redis.MaxPayload ? maxPayload : long.MaxValue;
        return Checked(SettingBounds.CompressAbove with { Most = most }, redis.CompressAbove, nameof(redis.CompressAbove));
    }

    private T Checked<T>(Bound<T> bound, T value, string name)
        where T : struct, IComparable<T> => bound.Check(value, $"{Path}:{name}", problems) ?? bound.Default;
}
