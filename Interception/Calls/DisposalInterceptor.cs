using System.Reflection;
using Castle.DynamicProxy;

namespace Interception.Calls;

/// <summary>Swallows Dispose on the proxy: the container disposes of the service itself, and once is enough.</summary>
internal sealed class DisposalInterceptor : IInterceptor
{
    public static readonly IInterceptor[] Alone = [new DisposalInterceptor()];

    public static bool IsDisposal(MethodInfo method) =>
        method.DeclaringType == typeof(IDisposable) || method.DeclaringType == typeof(IAsyncDisposable);

    public void Intercept(IInvocation invocation)
    {
        if (invocation.Method.ReturnType == typeof(ValueTask))
        {
            invocation.ReturnValue = ValueTask.CompletedTask;
        }
    }
}
