using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Registration;

[TestFixture]
internal sealed class DisposalTests
{
    internal interface IHandle : IDisposable
    {
        int Read(int id);

        string Open();
    }

    internal sealed class Handle(Tally tally) : IHandle
    {
        public int Read(int id) => tally.Run(id);

        public string Open() => "open";

        public void Dispose() => tally.Dispose();
    }

    internal interface IAsyncHandle : IAsyncDisposable
    {
        Task<int> ReadAsync(int id);

        string Open();
    }

    internal sealed class AsyncHandle(Tally tally) : IAsyncHandle
    {
        public Task<int> ReadAsync(int id) => Task.FromResult(tally.Run(id));

        public string Open() => "open";

        public ValueTask DisposeAsync()
        {
            tally.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    internal sealed class SealedHandle(Tally tally) : IDisposable
    {
        public int Read(int id) => tally.Run(id);

        public void Dispose() => tally.Dispose();
    }

    internal class ClassHandle(Tally tally) : IDisposable
    {
        public virtual int Read(int id) => tally.Run(id);

        public void Dispose()
        {
            tally.Dispose();
            GC.SuppressFinalize(this);
        }
    }

    [Test]
    [Property("Failure", "C18")]
    [Property("Failure", "C19")]
    public void Dispose_OnTheProxy_IsTheContainersBusiness()
    {
        IServiceCollection services = Containers.WithTally(out Tally tally);
        services.AddScoped<IHandle, Handle>().CacheMethods("IHandle.Read").DecorateWithCaching<IHandle>();
        using ServiceProvider provider = services.BuildStrict();
        using (IServiceScope scope = provider.CreateScope())
        {
            var handle = scope.ServiceProvider.GetRequiredService<IHandle>();
            Assert.That(handle.Open(), Is.EqualTo("open"));
            handle.Dispose();
            Assert.That((tally.Disposed, handle.Open()), Is.EqualTo((0, "open")));
        }

        Assert.That(tally.Disposed, Is.EqualTo(1));
    }

    [Test, Property("Failure", "C19")]
    public async Task DisposeAsync_OnTheProxy_IsTheContainersBusiness()
    {
        IServiceCollection services = Containers.WithTally(out Tally tally);
        services.AddScoped<IAsyncHandle, AsyncHandle>().CacheMethods("IAsyncHandle.ReadAsync").DecorateWithCaching<IAsyncHandle>();
        await using ServiceProvider provider = services.BuildStrict();
        await using (AsyncServiceScope scope = provider.CreateAsyncScope())
        {
            var handle = scope.ServiceProvider.GetRequiredService<IAsyncHandle>();
            Assert.That(handle.Open(), Is.EqualTo("open"));
            await handle.DisposeAsync();
            Assert.That(tally.Disposed, Is.Zero);
        }

        Assert.That(tally.Disposed, Is.EqualTo(1));
    }

    [Test]
    public async Task Dispose_OfTheScope_EndsNothingThatWasNeverCreated()
    {
        IServiceCollection services = Containers.WithTally(out Tally tally);
        services.AddScoped<IAsyncHandle, AsyncHandle>().CacheMethods("IAsyncHandle.ReadAsync").DecorateWithCaching<IAsyncHandle>();
        await using ServiceProvider provider = services.BuildStrict();
        await using (AsyncServiceScope scope = provider.CreateAsyncScope())
        {
            var handle = scope.ServiceProvider.GetRequiredService<IAsyncHandle>();
            Assert.That(await handle.ReadAsync(1) + await handle.ReadAsync(1), Is.EqualTo(2));
            Assert.That((tally.Runs, tally.Disposed), Is.EqualTo((1, 1))); // the run's own instance
        }

        Assert.That(tally.Disposed, Is.EqualTo(1));
    }

    [Test]
    public void Dispose_OfTheContainer_LeavesAnInstanceToItsOwner()
    {
        IServiceCollection services = Containers.WithTally(out Tally tally);
        using var mine = new Handle(tally);
        services.AddSingleton<IHandle>(mine).CacheMethods("IHandle.Read").DecorateWithCaching<IHandle>();
        using (ServiceProvider provider = services.BuildStrict())
        {
            var handle = provider.GetRequiredService<IHandle>();
            Assert.That((handle.Read(1), handle.Open()), Is.EqualTo((1, "open")));
        }

        Assert.That(tally.Disposed, Is.Zero);
    }

    [Test]
    public void Dispose_OfTheScope_EndsAClassServiceOnce()
    {
        IServiceCollection services = Containers.WithTally(out Tally tally);
        services.AddScoped<ClassHandle>().CacheMethods("ClassHandle.Read").DecorateWithCaching<ClassHandle>();
        using ServiceProvider provider = services.BuildStrict();
        using (IServiceScope scope = provider.CreateScope())
        {
            scope.ServiceProvider.GetRequiredService<ClassHandle>();
        }

        Assert.That(tally.Disposed, Is.EqualTo(1));
    }

    [Test]
    public void Dispose_OfWhatCanNotBeDecorated_HappensAsWithoutCaching()
    {
        IServiceCollection services = Containers.WithTally(out Tally scoped);
        var owner = new Tally();
        using var mine = new ClassHandle(owner);
        services.AddScoped<SealedHandle>().AddSingleton(mine);
        services.AddInterception(static options => options.Strict = false);
        services.DecorateWithCaching<SealedHandle>().DecorateWithCaching(static type => type == typeof(ClassHandle));
        using (ServiceProvider provider = services.BuildStrict())
        {
            using (IServiceScope scope = provider.CreateScope())
            {
                Assert.That(scope.ServiceProvider.GetRequiredService<SealedHandle>().Read(1), Is.EqualTo(1));
                Assert.That(provider.GetRequiredService<ClassHandle>().Read(1), Is.EqualTo(1));
            }

            Assert.That(scoped.Disposed, Is.EqualTo(1));
        }

        Assert.That(owner.Disposed, Is.Zero);
    }
}
