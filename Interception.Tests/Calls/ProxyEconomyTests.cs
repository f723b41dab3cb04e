using System.Reflection;
using Castle.DynamicProxy;
using Interception.Composition;
using Interception.Tests.Registration;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Calls;

[TestFixture]
internal sealed class ProxyEconomyTests
{
    internal interface IFirst
    {
        int Find(int id);

        int Pass(ref int value);
    }

    internal interface ISecond
    {
        int Find(int id);
    }

    internal sealed class Both : IFirst, ISecond
    {
        public int Find(int id) => id;

        public int Pass(ref int value) => value++;
    }

    private sealed class Proceeding : IInterceptor
    {
        public void Intercept(IInvocation invocation) => invocation.Proceed();
    }

    [Test]
    [Property("Failure", "C28")]
    [Property("Failure", "C29")]
    public void Resolve_TenThousandTimes_OfTwoContainers_MakesOneTypePerService()
    {
        var services = new ServiceCollection();
        services.AddTransient<IFirst, Both>().AddTransient<IFirst, Both>().AddScoped<ISecond, Both>();
        services.CacheMethods("IFirst.Find").DecorateWithCaching(static type => type.DeclaringType == typeof(ProxyEconomyTests));
        using ServiceProvider one = services.BuildStrict();
        using ServiceProvider other = services.BuildStrict();
        var types = new HashSet<Type>();

        for (int i = 0; i < 10_000; i++)
        {
            using IServiceScope scope = (i % 2 == 0 ? one : other).CreateScope();
            foreach (IFirst first in scope.ServiceProvider.GetServices<IFirst>())
            {
                types.Add(first.GetType());
            }

            types.Add(scope.ServiceProvider.GetRequiredService<ISecond>().GetType());
        }

        Assert.That(types, Has.Count.EqualTo(2));
        Assert.That(types.All(ProxyUtil.IsProxyType), Is.True);
    }

    [Test]
    public void PassThrough_AllocatesNoMoreThanCastleItself()
    {
        var services = new ServiceCollection();
        services.AddScoped<IFirst, Both>().CacheMethods("IFirst.Find").DecorateWithCaching<IFirst>();
        using ServiceProvider provider = services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();
        IFirst castle = new ProxyGenerator().CreateInterfaceProxyWithTargetInterface<IFirst>(new Both(), new Proceeding());

        long expected = MeasureBytes(castle);

        Assert.That(MeasureBytes(scope.ServiceProvider.GetRequiredService<IFirst>()), Is.LessThanOrEqualTo(expected));
        Assert.That(expected, Is.Positive);
    }

    private static long MeasureBytes(IFirst service)
    {
        const int Calls = 1_000;
        int value = 0;
        service.Pass(ref value);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Calls; i++)
        {
            service.Pass(ref value);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }
}
