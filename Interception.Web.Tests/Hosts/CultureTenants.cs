using System.Globalization;

namespace Interception.Web.Tests.Hosts;

/// <summary>1,000 tenants, each a culture of this machine together with a UI culture.</summary>
/// <remarks>There are fewer cultures than that, so some share one and differ in the other.</remarks>
internal static class CultureTenants
{
    private const char Separator = '|';

    private static readonly string[] Real =
    [
        .. CultureInfo.GetCultures(CultureTypes.AllCultures).Select(culture => culture.Name)
            .Where(name => name.Length > 0 && CultureInfo.GetCultureInfo(name).Name == name)
            .Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>How many cultures take part.</summary>
    public static int Cultures => Math.Min(Real.Length, NumberedTenants.Count);

    /// <summary>The tenants.</summary>
    public static IReadOnlySet<string> Names { get; } = Enumerable.Range(0, NumberedTenants.Count).Select(Name).ToHashSet();

    /// <summary>The tenant that the caller, or the run, sees.</summary>
    public static string Current => CultureInfo.CurrentCulture.Name + Separator + CultureInfo.CurrentUICulture.Name;

    /// <summary>Makes a tenant the current one, in the method that calls it and in what that calls.</summary>
    public static void Enter(string tenant)
    {
        string[] names = tenant.Split(Separator);
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(names[0]);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(names[1]);
    }

    // Each time round the cultures the distance within a pair grows, so all pairs are different.
    private static string Name(int number) =>
        Real[number % Real.Length] + Separator + Real[(number + 1 + (number / Real.Length)) % Real.Length];
}
