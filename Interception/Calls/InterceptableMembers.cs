using System.Reflection;
using Castle.DynamicProxy;

namespace Interception.Calls;

/// <summary>Tells Castle which members to leave alone: those whose interception it does not survive.</summary>
/// <remarks>
/// A ref return kills the process (AccessViolationException), a span or pointer makes invalid code (Castle.Core 5.2.1).
/// Has value equality, because Castle generates a type per unequal hook.
/// </remarks>
internal sealed class InterceptableMembers : IProxyGenerationHook
{
    public static bool CanIntercept(MethodInfo method) =>
        !IsUnsafe(method.ReturnType) && !method.ReturnType.IsByRef
        && !Array.Exists(method.GetParameters(), static parameter => IsUnsafe(parameter.ParameterType));

    public bool ShouldInterceptMethod(Type type, MethodInfo methodInfo) => CanIntercept(methodInfo);

    public void NonProxyableMemberNotification(Type type, MemberInfo memberInfo)
    {
    }

    public void MethodsInspected()
    {
    }

    public override bool Equals(object? obj) => obj is InterceptableMembers;

    public override int GetHashCode() => typeof(InterceptableMembers).GetHashCode();

    private static bool IsUnsafe(Type type)
    {
        Type value = type.IsByRef ? type.GetElementType()! : type;
        return value.IsByRefLike || value.IsPointer || value.IsFunctionPointer
            || (value.IsGenericParameter && value.GenericParameterAttributes.HasFlag(GenericParameterAttributes.AllowByRefLike));
    }
}
