using Interception.Tests.Registration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Calls;

/// <summary>Methods that return the service itself: cached, one caller's service would be handed to another.</summary>
[TestFixture]
internal sealed class ReturnedServiceTests
{
    internal interface IQuery
    {
        IQuery Where(int id);

        int Count();
    }

    private sealed class Query : IQuery
    {
        private int _count;

        public IQuery Where(int id)
        {
            _count += id;
            return this;
        }

        public int Count() => _count;
    }

    internal class Counter
    {
        private int _count;

        public virtual Counter Add(int number)
        {
            _count += number;
            return this;
        }

        public virtual Task<Counter> AddAsync(int number) => Task.FromResult(Add(number));

        public virtual int Count() => _count;
    }

    [Test, Property("Failure", "C31")]
    public async Task Call_ReturnsTheService_IsNeverCachedAndTheReportSaysSo()
    {
        var services = new ServiceCollection();
        services.AddTransient<IQuery, Query>().AddTransient<Counter>();
        services.CacheMethods("IQuery.Where", "Counter.Add", "Counter.AddAsync").DecorateWithCaching<IQuery>().DecorateWithCaching<Counter>();
        await using ServiceProvider provider = services.BuildStrict();
        var counter = provider.GetRequiredService<Counter>();

        Assert.That(provider.GetRequiredService<IQuery>().Where(1).Where(1).Count(), Is.EqualTo(2));
        Assert.That((await counter.Add(1).Add(1).AddAsync(1)).Count(), Is.EqualTo(3));
        Assert.That(counter.Add(1), Is.SameAs(counter));
        Assert.That(provider.GetProblems(), Is.EquivalentTo(new[]
        {
            "'ReturnedServiceTests.IQuery.Where(int)' can't be cached: its result (ReturnedServiceTests.IQuery) is the service itself; return plain data",
            "'ReturnedServiceTests.Counter.Add(int)' can't be cached: its result (ReturnedServiceTests.Counter) is the service itself; return plain data",
            "'ReturnedServiceTests.Counter.AddAsync(int)' can't be cached: its result (ReturnedServiceTests.Counter) is the service itself; return plain data",
        }));
    }
}
