using System.Reflection;
using Interception.Keys.Types;
using Interception.Runs;

namespace Interception.Calls;

/// <summary>Says whether calls of a method can be cached at all, judging by its signature.</summary>
/// <remarks>Source: what Castle, and the idea of a cached answer, do not survive. Pure.</remarks>
internal static class Eligibility
{
    /// <summary>Why a method can't be cached, with the cure; null if its signature has nothing against it.</summary>
    public static string? FindProblem(Type serviceType, MethodInfo method) =>
        FindMemberProblem(serviceType, method) ?? FindParameterProblem(method) ?? FindReturnProblem(serviceType, method.ReturnType);

    /// <summary>Why a class that may override the method can't be derived from there, with the cure; null if it can.</summary>
    public static string? FindOverrideProblem(Type implementation, MethodInfo method) =>
        ServiceMethods.Of(implementation).FirstOrDefault(one => one.GetBaseDefinition() == method.GetBaseDefinition()) is { IsFinal: true } sealedOne
            ? $"its override in '{TypeNames.Display(sealedOne.DeclaringType!)}' is sealed, so nothing can stand in front of it; unseal it"
            : null;

    private static string? FindMemberProblem(Type serviceType, MethodInfo method) =>
        method.IsStatic ? "it is static; make it an instance method"
        : method.IsSpecialName ? "it is a property, indexer or event accessor; make it a method"
        : DisposalInterceptor.IsDisposal(method) ? "it disposes of the service"
        : serviceType.IsInterface ? null
        : !method.IsVirtual || method.IsFinal ? "it is not virtual, so nothing can stand in front of it; make it virtual, or put an interface in front of the class"
        : method.IsAssembly || method.IsFamilyAndAssembly ? "it is internal; make it public or protected"
        : null;

    private static string? FindParameterProblem(MethodInfo method)
    {
        ParameterInfo? written = Array.Find(method.GetParameters(), parameter => parameter.ParameterType.IsByRef && !parameter.IsIn);
        return written is not null
                ? $"its parameter '{written.Name}' is {(written.IsOut ? "out" : "ref")}, which a cached answer could not set; return all results in one object"
            : !InterceptableMembers.CanIntercept(method) ? "it takes or returns a reference, span or pointer; use arrays or lists"
            : null;
    }

    private static string? FindReturnProblem(Type serviceType, Type returnType)
    {
        if (ReturnShape.ResultTypeOf(returnType) is not { } result)
        {
            return $"it returns no result ({TypeNames.Display(returnType)}), so there is nothing to cache";
        }

        return Implements(result, typeof(IAsyncEnumerable<>)) ? "it returns a stream of results (IAsyncEnumerable); return a list"
            : Implements(result, typeof(IQueryable)) ? "it returns a query (IQueryable), which runs when it is read; return a list"
            : typeof(Stream).IsAssignableFrom(result) ? "it returns a stream, which can be read once; return a byte array"
            : IsAwaitable(result) ? "its result must itself be awaited; return what it carries, in a Task or ValueTask"
            : serviceType.IsAssignableFrom(result) ? $"its result ({TypeNames.Display(result)}) is the service itself; return plain data"
            : typeof(IDisposable).IsAssignableFrom(result) || typeof(IAsyncDisposable).IsAssignableFrom(result)
                ? $"its result ({TypeNames.Display(result)}) must be disposed of by one caller; return plain data"
            : null;
    }

    private static bool IsAwaitable(Type type) =>
        Array.Exists(type.GetMethods(), static method => method.Name == nameof(Task.GetAwaiter) && method.GetParameters().Length == 0);

    private static bool Implements(Type type, Type wanted) =>
        type.GetInterfaces().Append(type).Any(one => one == wanted || (one.IsGenericType && one.GetGenericTypeDefinition() == wanted));
}
