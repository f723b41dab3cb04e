using System.Reflection;
using Interception.Keys;
using Interception.Lookup;

namespace Interception.Calls.Fronts;

/// <summary>A method that a typed front answers: where its calls come in, and what is asked first.</summary>
/// <param name="Declared">The method, as the interface declares it.</param>
/// <param name="Next">The proxy's own implementation of it, for whatever is not answered at once.</param>
/// <param name="Front">What is asked.</param>
internal sealed record FrontMethod(MethodInfo Declared, MethodInfo Next, MethodFront Front)
{
    /// <summary>Opens the front of a method.</summary>
    /// <param name="proxy">The interface's proxy class.</param>
    /// <param name="interceptor">What stands before the method.</param>
    /// <returns>Null if its calls all go through Castle: it isn't cached now, or it is generic or takes references.</returns>
    public static FrontMethod? TryOpen(Type proxy, MethodInterceptor interceptor)
    {
        MethodInfo declared = interceptor.Method;
        InterfaceMapping map = proxy.GetInterfaceMap(declared.DeclaringType!);
        MethodInfo next = map.TargetMethods[Array.IndexOf(map.InterfaceMethods, declared)];
        return next.IsPublic && interceptor.TryOpenFront() is { } front ? new FrontMethod(declared, next, front) : null;
    }

    /// <summary>The method's part of the name by which generated types are told apart: which parameters are in its keys, and how many VaryBy values.</summary>
    public string Signature =>
        $"{Declared.DeclaringType!.AssemblyQualifiedName}/{Declared.MetadataToken}:{string.Join(',', Front.Schema.Parameters.Select(one => one.Position))}+{Front.Schema.VaryByCount}";

    /// <summary>Whether keys can be made of a method's arguments without boxing them, by the code of a front.</summary>
    public static bool CanType(MethodInfo method) =>
        !method.IsGenericMethod && method.GetParameters().Append(method.ReturnParameter).All(IsPlain);

    /// <summary>Whether it is passed by value, and its type is all that its signature says.</summary>
    private static bool IsPlain(ParameterInfo parameter) => !parameter.ParameterType.IsByRef
        && parameter.GetRequiredCustomModifiers().Length == 0 && parameter.GetOptionalCustomModifiers().Length == 0;
}
