using System.Text.Json;

namespace Listings.VaryBy;

/// <summary>Several values as one text and back; different values make different texts.</summary>
internal static class ValueList
{
    public static string Write(IEnumerable<string?> values) => JsonSerializer.Serialize(values.Select(value => value ?? ""));

    public static string[] Read(string text) => JsonSerializer.Deserialize<string[]>(text) ?? [];
}
