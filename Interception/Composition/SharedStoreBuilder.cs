using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Interception.Configuration;
using Interception.Storage;
using Interception.Storage.Redis;
using Interception.Storage.Shared;
using Interception.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interception.Composition;

/// <summary>Builds the shared store that the settings ask for. It connects later, in the background.</summary>
internal static class SharedStoreBuilder
{
    private const string Setting = "Interception:Redis";

    /// <summary>Builds it.</summary>
    /// <param name="settings">The settings of the whole cache.</param>
    /// <param name="root">Where a connection of the application is found.</param>
    /// <param name="clock">The cache's clock.</param>
    /// <param name="metrics">Counts errors and messages.</param>
    /// <param name="logger">Is told of outages.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <returns>Null without Redis, and where something is wrong.</returns>
    [SuppressMessage("Reliability", "CA2000", Justification = "The store disposes of its connection.")]
    public static SharedStore? TryBuild(
        PolicySnapshot settings, IServiceProvider root, CacheClock clock, CacheMetrics metrics, ILogger logger, List<string> problems)
    {
        if (settings is not { Redis: { } redis, Application: { } application } || TryFindAccess(redis, root, problems) is not { } access)
        {
            return null;
        }

        byte[]? secret = redis.Secret is null ? null : Encoding.UTF8.GetBytes(redis.Secret);
        var store = new StoreSettings(
            application, redis.KeyPrefix, redis.Timeout, redis.LeaseWait, secret, redis.MaxPayload, redis.CompressAbove);
        var sealer = new EnvelopeSealer(secret, redis.MaxPayload, redis.CompressAbove);
        ulong origin = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        var connection = new RedisConnection(
            access, store.NamePrefix, origin, redis.InlineBytes, sealer.MaxEnvelopeBytes, redis.Timeout, clock.Time, logger);
        return new SharedStore(connection, store, sealer, origin, clock, metrics, logger);
    }

    private static RedisAccess? TryFindAccess(RedisSettings redis, IServiceProvider root, List<string> problems)
    {
        if (redis.Configuration is { } configuration)
        {
            RedisAccess? access = RedisAccess.TryParse(configuration, redis.Timeout, out string? problem);
            if (problem is not null)
            {
                problems.Add($"'{Setting}:Configuration' is no StackExchange.Redis configuration: {problem}; write one like \"localhost:6379\".");
            }

            return access;
        }

        Type service = RedisAccess.ServiceType;
        string? key = redis.ServiceKey;
        bool isRegistered = key is null
            ? root.GetService<IServiceProviderIsService>()?.IsService(service) == true
            : root.GetService<IServiceProviderIsKeyedService>()?.IsKeyedService(service, key) == true;
        if (isRegistered)
        {
            return RedisAccess.To(() => key is null ? root.GetRequiredService(service) : root.GetRequiredKeyedService(service, key));
        }

        problems.Add(key is null
            ? $"'{Setting}' has no Configuration, and no {service.Name} is registered; write \"Configuration\": \"localhost:6379\", or register one."
            : $"'{Setting}:ServiceKey' is '{key}', and no {service.Name} is registered under that key; register one, or correct the key.");
        return null;
    }
}
