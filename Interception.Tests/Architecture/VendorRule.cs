using System.Text.RegularExpressions;

namespace Interception.Tests.Architecture;

/// <summary>Each foreign library has one room in the house, and what stands outside it does not know that it exists.</summary>
internal static class VendorRule
{
    private static readonly (string Vendor, string? Room)[] Rooms =
    [
        ("Castle", "Calls"),
        ("Scrutor", "Composition"),
        ("ProtoBuf", "Storage/Payload"),
        ("StackExchange.Redis", "Storage/Redis"),
        ("Microsoft.EntityFrameworkCore", null),
    ];

    public static IEnumerable<Breach> Check(SourceFile file) =>
        from rule in Rooms
        where !IsIn(file.Folder, rule.Room)
        let use = new Regex($@"(?<![\w.]){Regex.Escape(rule.Vendor)}\s*[.;]")
        from breach in file.LinesWhere(use.IsMatch, $"{rule.Vendor} is used only in {NameOf(rule.Room)}.")
        select breach;

    // A room includes the folders in it, but the library's own folder is a room without the stages.
    private static bool IsIn(string folder, string? room) =>
        folder == room || (!string.IsNullOrEmpty(room) && folder.StartsWith(room + "/", StringComparison.Ordinal));

    private static string NameOf(string? room) => room switch
    {
        null => "tests, benchmarks and samples, never in the library",
        "" => "the files of the folder Interception itself",
        _ => $"Interception/{room}",
    };
}
