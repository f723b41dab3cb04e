using System.Text.RegularExpressions;

namespace Interception.Tests.Architecture;

/// <summary>Who may import whom: each stage of the library sees only the stages that its row names.</summary>
/// <remarks>
/// Composition puts the stages together and sees them all; none sees it. The files of the library's own folder are the
/// public surface, which every stage sees.
/// </remarks>
internal static partial class ImportRule
{
    public static readonly IReadOnlyDictionary<string, string[]> Table = new Dictionary<string, string[]>
    {
        ["Calls"] = ["Configuration", "Keys", "Lookup", "Observation", "Runs", "Telemetry"],
        ["Composition"] =
            ["Calls", "Configuration", "Freshness", "Keys", "Lookup", "Observation", "Refresh", "Runs", "Storage", "Telemetry"],
        ["Configuration"] = ["Keys", "Telemetry"],
        ["Freshness"] = [],
        ["Keys"] = [],
        ["Lookup"] = ["Configuration", "Freshness", "Keys", "Refresh", "Runs", "Storage", "Telemetry"],
        ["Observation"] = ["Configuration", "Freshness", "Keys", "Lookup", "Refresh", "Runs", "Storage"],
        ["Refresh"] = ["Configuration", "Freshness", "Keys", "Runs", "Storage", "Telemetry"],
        ["Runs"] = ["Keys", "Storage", "Telemetry"],
        ["Storage"] = ["Freshness", "Keys", "Telemetry"],
        ["Telemetry"] = [],
    };

    /// <summary>Finds imports, and names qualified from <c>Interception</c> or from the stage on, that the table does not allow.</summary>
    public static IEnumerable<Breach> Check(IReadOnlyCollection<SourceFile> library)
    {
        ILookup<string, string> names = library.SelectMany(NamesIn).ToLookup(name => name.Stage, name => name.Name);
        return library.Where(file => file.Stage.Length > 0).GroupBy(file => file.Stage).SelectMany(stage => Check(stage, names));
    }

    private static IEnumerable<Breach> Check(IGrouping<string, SourceFile> stage, ILookup<string, string> names)
    {
        if (!Table.TryGetValue(stage.Key, out string[]? allowed))
        {
            return [stage.First().At(0, $"'{stage.Key}' is no stage of the table in ImportRule: add its row, or move the file.")];
        }

        return
            from file in stage
            from place in file.Code.Select((line, index) => (line, index))
            from used in StagesIn(place.line, names).Distinct()
            where used != stage.Key && !allowed.Contains(used)
            select file.At(place.index, $"{stage.Key} must not use {used}; it may use {Listed(allowed)}.");
    }

    private static IEnumerable<string> StagesIn(string line, ILookup<string, string> names)
    {
        foreach (Match match in QualifiedName().Matches(line))
        {
            string stage = match.Groups["stage"].Value;
            bool isFromTheTop = match.Groups["top"].Success;
            // Within the namespace Interception "Keys.CacheKey" names a type, but "Keys.Count" may be a property.
            if (isFromTheTop ? Table.ContainsKey(stage) : names[stage].Contains(match.Groups["next"].Value))
            {
                yield return stage;
            }
        }
    }

    private static IEnumerable<(string Stage, string Name)> NamesIn(SourceFile file) =>
        file.Folder.Split('/')[1..].Append(file.Name).Select(name => (file.Stage, name));

    private static string Listed(string[] stages) => stages.Length == 0 ? "no other stage" : string.Join(", ", stages);

    [GeneratedRegex(@"(?<![\w.])(?<top>(global::)?Interception\.)?(?<stage>[A-Z]\w*)(\.(?<next>[A-Z]\w*))?")]
    private static partial Regex QualifiedName();
}
