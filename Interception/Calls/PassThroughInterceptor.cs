using Castle.DynamicProxy;

namespace Interception.Calls;

/// <summary>Sends a call to the undecorated service of the caller's scope, exactly as it is: out and ref, generics, exceptions.</summary>
internal sealed class PassThroughInterceptor : IInterceptor
{
    public static readonly IInterceptor[] Alone = [new PassThroughInterceptor()];

    public static void Pass(IInvocation invocation, ProxyState state)
    {
        if (invocation is IChangeProxyTarget target)
        {
            target.ChangeInvocationTarget(state.GetTarget());
        }

        invocation.Proceed();
    }

    public void Intercept(IInvocation invocation) => Pass(invocation, (ProxyState)invocation.Proxy);
}
