using Interception.Configuration.Parsing;
using Interception.Keys.Types;

namespace Interception.Configuration.Names;

/// <summary>Finds the methods that a name in configuration stands for.</summary>
internal sealed class MethodNameMatcher(IReadOnlyList<CandidateMethod> candidates)
{
    private readonly Type[] _services = [.. candidates.Select(candidate => candidate.ServiceType).Distinct()];

    public MethodNameMatch Match(string text)
    {
        if (!MethodNameParser.TryParse(text, out MethodName? name, out string? problem))
        {
            return new MethodNameMatch { Problem = problem };
        }

        (Type[] services, NameFit fit) = FindServices(name);
        return services switch
        {
            [] => MethodNameMatch.Missing(DescribeMissingService(name.ServiceText)),
            [Type service] => MatchMethod(name, service, fit),
            _ => Ambiguous(name, services),
        };
    }

    private (Type[] Services, NameFit Fit) FindServices(MethodName name)
    {
        Type[] exact = [.. _services.Where(service => name.Service.Fit(service) == NameFit.Full)];
        return exact.Length > 0 ? (exact, NameFit.Full) : ([.. _services.Where(name.Service.Matches)], NameFit.Short);
    }

    private MethodNameMatch MatchMethod(MethodName name, Type service, NameFit fit)
    {
        CandidateMethod[] overloads = [.. Overloads(name, service)];
        if (overloads.Length == 0)
        {
            return MethodNameMatch.Missing(DescribeMissingMethod(name, service));
        }

        CandidateMethod[] methods = [.. overloads.Where(candidate => HasParameters(candidate, name.Parameters))];
        if (methods.Length == 0)
        {
            string known = Quoted.Names(overloads.Select(candidate => MethodText.Of(candidate.Method)).Distinct());
            return MethodNameMatch.Missing(
                $"'{name.ServiceText}.{name.Method}' has no overload with these parameters; its overloads are {known}.");
        }

        int exactness = (name.Parameters is null ? 0 : 2) + (fit == NameFit.Full ? 1 : 0);
        return new MethodNameMatch { Methods = methods, Exactness = exactness, Twin = FindTwin(name, service) };
    }

    private IEnumerable<CandidateMethod> Overloads(MethodName name, Type service) =>
        candidates.Where(candidate => candidate.ServiceType == service && candidate.Method.Name == name.Method).Distinct();

    private CandidateMethod? FindTwin(MethodName name, Type service) => candidates.FirstOrDefault(candidate =>
        candidate.ServiceType == service && candidate.Method.Name != name.Method && HasParameters(candidate, name.Parameters)
        && candidate.Method.Name.Equals(name.Method, StringComparison.OrdinalIgnoreCase));

    private MethodNameMatch Ambiguous(MethodName name, Type[] services) => new()
    {
        Methods = [.. services.SelectMany(service => Overloads(name, service))],
        Problem = $"'{name.ServiceText}' is ambiguous: it may be {Quoted.Names(services.Select(TypeNames.Full))}; "
            + "write the full name.",
    };

    private string DescribeMissingService(string written)
    {
        string[] known = [.. _services.Select(TypeNames.Display), .. _services.Select(TypeNames.Full)];
        string? nearest = Array.Find(known, name => name.StartsWith(written + "<", StringComparison.Ordinal))
            ?? NearestName.Find(written, known);
        string advice = nearest is not null ? $"did you mean '{nearest}'?" : $"add services.DecorateWithCaching<{written}>().";
        return $"no service {Quoted.Name(written)} is decorated with caching; {advice}";
    }

    private string DescribeMissingMethod(MethodName name, Type service)
    {
        string[] known = [.. candidates.Where(candidate => candidate.ServiceType == service)
            .Select(candidate => candidate.Method.Name).Distinct()];
        string advice = NearestName.Find(name.Method, known) is { } nearest
            ? $"did you mean '{nearest}'?"
            : $"its methods are {Quoted.Names(known)}.";
        return $"'{name.ServiceText}' has no method {Quoted.Name(name.Method)}; {advice}";
    }

    private static bool HasParameters(CandidateMethod candidate, IReadOnlyList<TypeName>? written)
    {
        if (written is null)
        {
            return true;
        }

        Type[] types = [.. candidate.Method.GetParameters().Select(parameter => parameter.ParameterType)];
        return types.Length == written.Count && types.Zip(written).All(pair => pair.Second.Matches(WithoutRef(pair.First)));
    }

    private static Type WithoutRef(Type type) => type.IsByRef ? type.GetElementType()! : type;
}
