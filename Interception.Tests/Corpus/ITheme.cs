using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Corpus;

/// <summary>Services of one part of an application, registered as a team would register them.</summary>
internal interface ITheme
{
    /// <summary>Calls, one or more of each service.</summary>
    IEnumerable<Probe> Probes { get; }

    void Register(IServiceCollection services);
}
