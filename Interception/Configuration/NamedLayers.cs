using Interception.Configuration.Names;
using Interception.Configuration.Parsing;

namespace Interception.Configuration;

/// <summary>Finds out which entries in Methods stand for which methods, and which methods have a problem there.</summary>
internal sealed class NamedLayers(MethodLayerReader reader, MethodNameMatcher matcher, ProblemList problems)
{
    public const string SectionPath = ConfigurationReader.SectionName + ":" + nameof(InterceptionOptions.Methods);

    private readonly Dictionary<CandidateMethod, List<NamedLayer>> _layers = [];
    private readonly HashSet<CandidateMethod> _faulty = [];

    /// <summary>Adds an entry.</summary>
    /// <param name="name">Its name, as written.</param>
    /// <param name="options">Its settings; null if code set it to null.</param>
    /// <param name="entries">What was found out about it when it was read.</param>
    /// <param name="isOptional">Whether the method may be missing, if the entry does not say.</param>
    public void Add(string name, MethodOptions? options, MethodEntries entries, bool isOptional)
    {
        string path = $"{SectionPath}:{name}";
        int before = problems.Count;
        MethodLayer layer = options is null ? MethodLayer.Empty : reader.Read(options, path);
        if (options is null)
        {
            problems.Add(path, "is null; give it a MethodOptions.");
        }

        MethodNameMatch match = matcher.Match(name);
        if (match.Problem is { } problem && !(match.IsMissing && (layer.Optional ?? isOptional)))
        {
            problems.Add(path, problem);
        }

        if (match.Twin is { } twin && entries.Configured.Contains(name))
        {
            problems.Add(
                path, $"is the same name as '{twin}', because configuration does not tell upper from lower case; "
                    + "put [Cached] on the methods instead, or name them in code.");
        }

        if (match.Methods.Count > 0)
        {
            reader.CheckParameters(layer, match.Methods, path);
        }

        foreach (CandidateMethod method in match.Methods)
        {
            Add(method, new NamedLayer(name, match.Exactness, layer));
            if (entries.Faulty.Contains(name) || problems.Count > before)
            {
                _faulty.Add(method);
            }
        }
    }

    /// <summary>What entries say about a method, the most exact first; none if no entry stands for it.</summary>
    public IEnumerable<(string Place, MethodLayer Layer)> Find(CandidateMethod method) =>
        _layers.TryGetValue(method, out List<NamedLayer>? layers)
            ? layers.OrderByDescending(entry => entry.Exactness).Select(entry => ($"{SectionPath}:{entry.Name}", entry.Layer))
            : [];

    public bool IsFaulty(CandidateMethod method) => _faulty.Contains(method);

    private void Add(CandidateMethod method, NamedLayer entry)
    {
        if (!_layers.TryGetValue(method, out List<NamedLayer>? layers))
        {
            _layers[method] = layers = [];
        }

        if (layers.Find(other => other.Exactness == entry.Exactness) is { } twin)
        {
            problems.Add(
                $"{SectionPath}:{entry.Name}",
                $"names the same method as {Quoted.Name(twin.Name)}: '{method}'; keep one of them.");
            _faulty.Add(method);
        }

        layers.Add(entry);
    }
}
