using Interception.Configuration.Parsing;

namespace Interception.Configuration;

/// <summary>Reads all sources, later ones over earlier ones, into one snapshot and one list of problems.</summary>
internal sealed class PolicyReader(
    IReadOnlyList<PolicySource> sources, IReadOnlyList<CandidateMethod> candidates, IReadOnlyCollection<string> varyByNames)
{
    public IReadOnlyList<PolicySource> Sources => sources;

    public PolicyReading Read()
    {
        ProblemList problems = new();
        MethodEntries entries = new();
        InterceptionOptions options = new();
        foreach (PolicySource source in sources)
        {
            if (source.Configuration is { } configuration)
            {
                new ConfigurationReader(options, problems, entries).Read(configuration);
            }

            Apply(source.Configure, options, problems);
        }

        PolicySnapshot snapshot = new PolicySnapshotBuilder(options, candidates, varyByNames, problems, entries).Build();
        return new PolicyReading(snapshot, problems.ToArray());
    }

    private static void Apply(Action<InterceptionOptions>? configure, InterceptionOptions options, ProblemList problems)
    {
        try
        {
            configure?.Invoke(options);
        }
        catch (Exception exception)
        {
            problems.Add(
                ConfigurationReader.SectionName,
                $"the action given to AddInterception threw {exception.GetType().Name}: {Quoted.Value(exception.Message)}; "
                    + "mend the action.");
        }
    }
}
