using System.Globalization;
using System.Text;

namespace Interception.Configuration;

/// <inheritdoc cref="RedisOptions"/>
internal sealed record RedisSettings
{
    /// <inheritdoc cref="RedisOptions.Configuration"/>
    public required string? Configuration { get; init; }

    /// <inheritdoc cref="RedisOptions.ServiceKey"/>
    public required string? ServiceKey { get; init; }

    /// <inheritdoc cref="RedisOptions.KeyPrefix"/>
    public required string KeyPrefix { get; init; }

    /// <inheritdoc cref="RedisOptions.Timeout"/>
    public required TimeSpan Timeout { get; init; }

    /// <inheritdoc cref="RedisOptions.LeaseWait"/>
    public required TimeSpan LeaseWait { get; init; }

    /// <inheritdoc cref="RedisOptions.InlineBytes"/>
    public required int InlineBytes { get; init; }

    /// <inheritdoc cref="RedisOptions.MaxPayload"/>
    public required long MaxPayload { get; init; }

    /// <inheritdoc cref="RedisOptions.CompressAbove"/>
    public required long CompressAbove { get; init; }

    /// <inheritdoc cref="RedisOptions.Secret"/>
    public required string? Secret { get; init; }

    /// <summary>For ToString: all but the secret and the configuration, which may hold a password.</summary>
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"ServiceKey = {ServiceKey}, KeyPrefix = {KeyPrefix}, Timeout = {Timeout}, ");
        text.Append(CultureInfo.InvariantCulture, $"LeaseWait = {LeaseWait}, InlineBytes = {InlineBytes}, ");
        text.Append(CultureInfo.InvariantCulture, $"MaxPayload = {MaxPayload}, CompressAbove = {CompressAbove}");
        return true;
    }
}
