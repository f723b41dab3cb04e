using System.Text.RegularExpressions;

namespace Interception.Tests.Architecture;

/// <summary>A service provider is handed to the composition, to Calls, to runs and to who reads VaryBy values; all others are given what they need.</summary>
internal static partial class ServiceProviderRule
{
    private static readonly string[] Rooms = ["", "Calls", "Composition"];

    /// <summary>Files elsewhere that read or restore VaryBy values, or resolve the undecorated service in the scope of a run.</summary>
    private static readonly string[] Files =
    [
        "Interception/Lookup/Caller.cs",
        "Interception/Runs/MethodRun.cs",
        "Interception/Runs/Registration.cs",
        "Interception/Runs/RestoredValues.cs",
    ];

    public static IEnumerable<Breach> Check(SourceFile file) =>
        Rooms.Contains(file.Stage) || Files.Contains(file.Path)
            ? []
            : file.LinesWhere(
                line => ServiceProvider().IsMatch(line),
                "a service provider is known only to Interception itself, Calls, Composition and the files that ServiceProviderRule lists: pass the service instead.");

    [GeneratedRegex(@"\bI(Keyed)?ServiceProvider\b")]
    private static partial Regex ServiceProvider();
}
