using Interception.Configuration;

namespace Interception.Tests.Configuration.Services;

/// <summary>The methods of services, as if those were decorated.</summary>
internal static class Candidates
{
    public static CandidateMethod[] Of(params Type[] services) =>
    [
        .. services.SelectMany(service => service.GetInterfaces().Prepend(service)
            .SelectMany(type => type.GetMethods())
            .Select(method => new CandidateMethod(service, method))),
    ];

    public static CandidateMethod The<TService>(string text) =>
        Of(typeof(TService)).Single(candidate => candidate.ToString() == text);
}
