using System.Reflection;
using Interception.Keys.Canonical;
using Interception.Keys.Parts;
using Interception.Keys.Types;

namespace Interception.Keys;

/// <summary>Decides parameter by parameter what the keys of a method consist of.</summary>
internal sealed class KeySchemaBuilder(TypeShapes shapes, CanonicalWriters keyWriters, Func<Type, IArgumentCodec> codecs)
{
    /// <summary>Builds the schema, or says what stands against it.</summary>
    public KeySchema? TryBuild(
        MethodInfo method, IReadOnlyCollection<string> ignoreParameters, int varyByCount, out string? problem)
    {
        ParameterInfo[] all = method.GetParameters();
        problem = FindUnknownName(all, ignoreParameters);
        var counted = new List<KeyParameter>(all.Length);
        var ignored = new List<ParameterInfo>();
        foreach (ParameterInfo parameter in all)
        {
            if (IsIgnored(parameter, ignoreParameters))
            {
                ignored.Add(parameter);
            }
            else if (problem is null && TryBuildParameter(parameter, out problem) is { } built)
            {
                counted.Add(built);
            }
        }

        return problem is null ? new KeySchema(counted, ignored, varyByCount) : null;
    }

    private KeyParameter? TryBuildParameter(ParameterInfo parameter, out string? problem)
    {
        Type type = CallerBound.TypeOf(parameter);
        if (shapes.Find(type, out string? reason) is not { } shape)
        {
            problem = $"parameter '{parameter.Name}': {reason}, or leave the parameter out of keys with [KeyIgnore]";
            return null;
        }

        problem = null;
        Type part = KeyParts.For(type);
        if (part != typeof(EncodedPart))
        {
            return new KeyParameter(parameter.Position, parameter.Name, shape, part, null, null);
        }

        try
        {
            return new KeyParameter(parameter.Position, parameter.Name, shape, part, keyWriters.For(type), codecs(type));
        }
        catch (Exception exception)
        {
            problem = $"parameter '{parameter.Name}': '{TypeNames.Full(type)}' can't be copied ({exception.Message}); "
                + "use a plainer type, or leave the parameter out of keys with [KeyIgnore]";
            return null;
        }
    }

    private static bool IsIgnored(ParameterInfo parameter, IReadOnlyCollection<string> ignoreParameters) =>
        CallerBound.Includes(parameter)
        || Attribute.IsDefined(parameter, typeof(KeyIgnoreAttribute), inherit: true) // The parameter's own method would not look at the one that it overrides.
        || ignoreParameters.Contains(parameter.Name, StringComparer.Ordinal);

    private static string? FindUnknownName(ParameterInfo[] parameters, IReadOnlyCollection<string> ignoreParameters)
    {
        string? unknown = ignoreParameters.FirstOrDefault(name => !Array.Exists(parameters, parameter => parameter.Name == name));
        return unknown is null
            ? null
            : $"IgnoreParameters names '{unknown}', which is none of the method's parameters "
                + $"({string.Join(", ", parameters.Select(parameter => parameter.Name))}); correct the name or remove it";
    }
}
