using System.Reflection;
using Castle.DynamicProxy;

namespace Interception.Benchmarks.Subjects;

/// <summary>What Castle DynamicProxy costs by itself: the least that any cache behind one of its proxies can cost.</summary>
internal static class CastleCities
{
    private static readonly ProxyGenerator Generator = new();

    /// <summary>A proxy that calls the method.</summary>
    public static ICities PassThrough(ICities inner) =>
        Generator.CreateInterfaceProxyWithTarget(inner, new PassThroughInterceptor());

    /// <summary>A proxy that answers with an object made once per method, as a cache without any lookup would.</summary>
    public static ICities Constant(ICities inner) =>
        Generator.CreateInterfaceProxyWithTarget(inner, new ProxyGenerationOptions { Selector = new ConstantSelector() });

    private sealed class PassThroughInterceptor : IInterceptor
    {
        public void Intercept(IInvocation invocation) => invocation.Proceed();
    }

    private sealed class ConstantInterceptor(object answer) : IInterceptor
    {
        public void Intercept(IInvocation invocation) => invocation.ReturnValue = answer;
    }

    private sealed class ConstantSelector : IInterceptorSelector
    {
        private static readonly City Answer = new(1, "Ankh");

        public IInterceptor[] SelectInterceptors(Type type, MethodInfo method, IInterceptor[] interceptors) =>
            [new ConstantInterceptor(ReadyFor(method.ReturnType))];

        private static object ReadyFor(Type returnType) =>
            returnType == typeof(Task<City>) ? Task.FromResult(Answer)
            : returnType == typeof(ValueTask<City>) ? new ValueTask<City>(Answer)
            : Answer;
    }
}
