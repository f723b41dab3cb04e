using System.Reflection;

namespace Interception.Composition;

/// <summary>Knows classes that can read what surrounds their callers, of which a run has nothing that no VaryBy gives back.</summary>
/// <remarks>What a class only reaches through another is not seen. Pure.</remarks>
internal static class AmbientReaders
{
    /// <summary>By name: the library doesn't need ASP.NET Core.</summary>
    private const string HttpContextAccessor = "Microsoft.AspNetCore.Http.IHttpContextAccessor";

    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>What the class reads its callers' surroundings with; null if nothing like it is seen.</summary>
    public static string? Find(Type implementation)
    {
        try
        {
            return Held(implementation).FirstOrDefault(IsAmbient) is { } type ? type.IsGenericType ? "AsyncLocal" : type.Name : null;
        }
        catch (Exception exception) when (exception is IOException or TypeLoadException or BadImageFormatException)
        {
            return null; // A type that it has is of an assembly that isn't there, which matters to whoever needs it.
        }
    }

    private static IEnumerable<Type> Held(Type implementation)
    {
        IEnumerable<Type> given = implementation.GetConstructors().SelectMany(one => one.GetParameters()).Select(one => one.ParameterType);
        for (Type? type = implementation; type is not null; type = type.BaseType)
        {
            given = given.Concat(type.GetFields(Own).Select(field => field.FieldType));
        }

        return given;
    }

    private static bool IsAmbient(Type type) =>
        type.FullName == HttpContextAccessor || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(AsyncLocal<>));
}
