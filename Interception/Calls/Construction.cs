using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Calls;

/// <summary>Constructs a service, or a proxy derived from it, as the container would under the key that the user registered.</summary>
/// <remarks>
/// Under the hidden key the container would tell the service that key. ActivatorUtilities would hand a given key to the first
/// parameter of its type, knows no inherited keys, and chooses constructors by rules of its own. Thread-safe.
/// </remarks>
/// <param name="service">The class, whose public constructors count.</param>
/// <param name="key">The key that the user registered it under; null for none.</param>
/// <param name="built">
/// The class to construct: the service's own, or one derived from it that has the same constructors behind leading parameters.
/// </param>
internal sealed class Construction(Type service, object? key, Type built)
{
    private Plan? _plan;

    /// <summary>Whether a class asks for its key, or for something that is registered under the same one.</summary>
    public static bool NeedsKey(Type type) => type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Any(
        static parameter => parameter.IsDefined(typeof(ServiceKeyAttribute))
            || parameter.GetCustomAttribute<FromKeyedServicesAttribute>()?.LookupMode == ServiceKeyLookupMode.InheritKey);

    /// <summary>Constructs it, with what it depends on from the given scope.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="leading">The arguments for the leading parameters; always of the same types.</param>
    public object Create(IServiceProvider scope, params ReadOnlySpan<object?> leading)
    {
        Plan plan = _plan ??= Choose(scope.GetRequiredService<IServiceProviderIsKeyedService>(), leading.Length);
        var arguments = new object?[leading.Length + plan.Parameters.Length];
        leading.CopyTo(arguments);
        for (int i = 0; i < plan.Parameters.Length; i++)
        {
            arguments[leading.Length + i] = Resolve(scope, plan.Parameters[i]);
        }

        return plan.Constructor.Invoke(arguments.AsSpan());
    }

    /// <summary>The constructor with the most parameters that can all be had; if there is none, the longest says what is missing.</summary>
    private Plan Choose(IServiceProviderIsKeyedService known, int leading)
    {
        ParameterInfo[][] longestFirst =
            [.. service.GetConstructors().Select(static one => one.GetParameters()).OrderByDescending(static one => one.Length)];
        ParameterInfo[] chosen = Array.Find(longestFirst, one => Array.TrueForAll(one, parameter => IsKnown(known, parameter)))
            ?? longestFirst[0];
        ConstructorInfo constructor = built.GetConstructors()
            .Single(one => one.GetParameters().Length >= leading && TypesOf(one.GetParameters().Skip(leading)).SequenceEqual(TypesOf(chosen)));
        return new Plan(ConstructorInvoker.Create(constructor), chosen);
    }

    private static IEnumerable<Type> TypesOf(IEnumerable<ParameterInfo> parameters) =>
        parameters.Select(static parameter => parameter.ParameterType);

    private bool IsKnown(IServiceProviderIsKeyedService known, ParameterInfo parameter) =>
        parameter.HasDefaultValue || parameter.IsDefined(typeof(ServiceKeyAttribute))
        || known.IsKeyedService(parameter.ParameterType, KeyFor(parameter));

    private object? Resolve(IServiceProvider scope, ParameterInfo parameter)
    {
        if (parameter.IsDefined(typeof(ServiceKeyAttribute)))
        {
            return key;
        }

        object? wanted = KeyFor(parameter);
        return parameter.HasDefaultValue
            ? ((IKeyedServiceProvider)scope).GetKeyedService(parameter.ParameterType, wanted) ?? parameter.DefaultValue
            : scope.GetRequiredKeyedService(parameter.ParameterType, wanted);
    }

    private object? KeyFor(ParameterInfo parameter) => parameter.GetCustomAttribute<FromKeyedServicesAttribute>() switch
    {
        null or { LookupMode: ServiceKeyLookupMode.NullKey } => null,
        { LookupMode: ServiceKeyLookupMode.InheritKey } => key,
        { } named => named.Key,
    };

    private sealed record Plan(ConstructorInvoker Constructor, ParameterInfo[] Parameters);
}
