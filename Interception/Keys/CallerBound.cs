using System.Reflection;

namespace Interception.Keys;

/// <summary>Parameters whose types tie them to one caller, so that they are no part of what a call asks: tokens and progress.</summary>
/// <remarks>By-reference types are taken for what they refer to. Pure.</remarks>
internal static class CallerBound
{
    /// <summary>Whether keys leave the parameter out for its type.</summary>
    public static bool Includes(ParameterInfo parameter) => IsToken(parameter) || FindReported(parameter) is not null;

    /// <summary>Whether it is a token with which the caller can give up.</summary>
    public static bool IsToken(ParameterInfo parameter) =>
        TypeOf(parameter) is var type && (type == typeof(CancellationToken) || type == typeof(CancellationToken?));

    /// <summary>What is reported to it; null if it takes no reports.</summary>
    public static Type? FindReported(ParameterInfo parameter) =>
        TypeOf(parameter) is var type && Array.Find([type, .. type.GetInterfaces()], IsProgress) is { } progress ? progress.GetGenericArguments()[0] : null;

    /// <summary>The type of its arguments.</summary>
    public static Type TypeOf(ParameterInfo parameter) =>
        parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;

    private static bool IsProgress(Type type) => type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(IProgress<>);
}
