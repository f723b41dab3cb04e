using System.Reflection;

namespace Interception.Configuration;

/// <summary>A method that may be named in configuration: one of a decorated service, the inherited ones included.</summary>
/// <param name="ServiceType">The type under which the service is registered; names in configuration start with it.</param>
/// <param name="Method">The method, as the service type or one of its bases declares it.</param>
internal sealed record CandidateMethod(Type ServiceType, MethodInfo Method)
{
    public override string ToString() => Names.TypeText.Of(this);
}
