using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Composition;

/// <summary>Creates a service that asks for its own key, as the container would under the key that the user registered it with.</summary>
/// <remarks>
/// Under the hidden key the container would tell it that; ActivatorUtilities would hand a given key to the first parameter
/// of its type, and knows no inherited keys. Thread-safe.
/// </remarks>
internal sealed class KeyedConstruction(Type type, object key)
{
    private ConstructorInfo? _constructor;

    /// <summary>Whether a class asks for its key, or for something that is registered under the same one.</summary>
    public static bool IsNeeded(Type type) => type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Any(
        static parameter => parameter.IsDefined(typeof(ServiceKeyAttribute))
            || parameter.GetCustomAttribute<FromKeyedServicesAttribute>()?.LookupMode == ServiceKeyLookupMode.InheritKey);

    /// <summary>Creates the service, with what it depends on from the given scope.</summary>
    public object Create(IServiceProvider scope)
    {
        ConstructorInfo constructor = _constructor ??= Choose(scope.GetRequiredService<IServiceProviderIsKeyedService>());
        object?[] arguments = [.. constructor.GetParameters().Select(parameter => Resolve(scope, parameter))];
        return constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    /// <summary>The constructor with the most parameters that can all be had; if there is none, the longest says what is missing.</summary>
    private ConstructorInfo Choose(IServiceProviderIsKeyedService known)
    {
        ConstructorInfo[] longestFirst = [.. type.GetConstructors().OrderByDescending(static one => one.GetParameters().Length)];
        return Array.Find(longestFirst, one => Array.TrueForAll(one.GetParameters(), parameter => IsKnown(known, parameter))) ?? longestFirst[0];
    }

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
            ? scope.GetKeyedServices(parameter.ParameterType, wanted).LastOrDefault() ?? parameter.DefaultValue
            : scope.GetRequiredKeyedService(parameter.ParameterType, wanted);
    }

    private object? KeyFor(ParameterInfo parameter) => parameter.GetCustomAttribute<FromKeyedServicesAttribute>() switch
    {
        null or { LookupMode: ServiceKeyLookupMode.NullKey } => null,
        { LookupMode: ServiceKeyLookupMode.InheritKey } => key,
        { } named => named.Key,
    };
}
