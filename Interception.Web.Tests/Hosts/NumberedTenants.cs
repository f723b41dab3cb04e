using System.Globalization;

namespace Interception.Web.Tests.Hosts;

/// <summary>1,000 tenants by number.</summary>
internal static class NumberedTenants
{
    public const int Count = 1_000;

    private const string Prefix = "tenant";

    public static IReadOnlyList<string> Names { get; } = [.. Enumerable.Range(0, Count).Select(Name)];

    /// <summary>The first of the two tenants that a mistake takes for one.</summary>
    public static string FirstOfPair(string tenant) => Name(int.Parse(tenant[Prefix.Length..], CultureInfo.InvariantCulture) & ~1);

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}");
}
