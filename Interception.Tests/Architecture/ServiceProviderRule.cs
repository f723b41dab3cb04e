using System.Text.RegularExpressions;

namespace Interception.Tests.Architecture;

/// <summary>A service provider is handed to the composition, to Calls, and to who reads VaryBy values; all others are given what they need.</summary>
internal static partial class ServiceProviderRule
{
    private static readonly string[] Rooms = ["", "Calls"];

    /// <summary>Files elsewhere that hand a provider to an <c>IVaryBy</c>, by path.</summary>
    private static readonly string[] VaryByCallers = [];

    public static IEnumerable<Breach> Check(SourceFile file) =>
        Rooms.Contains(file.Stage) || VaryByCallers.Contains(file.Path)
            ? []
            : file.LinesWhere(
                line => ServiceProvider().IsMatch(line),
                "a service provider is known only to Interception itself, Calls and the callers of IVaryBy: pass the service instead.");

    [GeneratedRegex(@"\bI(Keyed)?ServiceProvider\b")]
    private static partial Regex ServiceProvider();
}
