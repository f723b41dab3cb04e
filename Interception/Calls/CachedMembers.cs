using System.Reflection;
using Castle.DynamicProxy;

namespace Interception.Calls;

/// <summary>Tells Castle, for a class, to intercept only the methods that may be cached: all others run as the class has them.</summary>
/// <remarks>Has value equality, because Castle generates a type per unequal hook.</remarks>
internal sealed class CachedMembers(IEnumerable<MethodInfo> methods) : IProxyGenerationHook
{
    private readonly HashSet<MethodInfo> _methods = [.. methods.Select(method => method.GetBaseDefinition())];

    public bool ShouldInterceptMethod(Type type, MethodInfo methodInfo) => _methods.Contains(methodInfo.GetBaseDefinition());

    public void NonProxyableMemberNotification(Type type, MemberInfo memberInfo)
    {
    }

    public void MethodsInspected()
    {
    }

    public override bool Equals(object? obj) => obj is CachedMembers other && _methods.SetEquals(other._methods);

    public override int GetHashCode() => _methods.Count;
}
