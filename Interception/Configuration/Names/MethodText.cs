using System.Reflection;
using Interception.Keys.Types;

namespace Interception.Configuration.Names;

/// <summary>Writes methods the way they are written in configuration.</summary>
internal static class MethodText
{
    /// <summary>The shortest name of a method that names no other overload: <c>IPrices.Find(int, string)</c>.</summary>
    public static string Of(CandidateMethod candidate) => $"{TypeNames.Display(candidate.ServiceType)}.{Of(candidate.Method)}";

    /// <summary>A method with its parameter types: <c>Find(int, string)</c>. An <c>in</c> parameter counts by its value.</summary>
    public static string Of(MethodInfo method) =>
        $"{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => TypeNames.Display(ValueOf(parameter.ParameterType))))})";

    private static Type ValueOf(Type type) => type.IsByRef ? type.GetElementType()! : type;
}
