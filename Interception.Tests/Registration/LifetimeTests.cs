using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Registration;

[TestFixture]
internal sealed class LifetimeTests
{
    [Test]
    public void Resolve_EachLifetime_IsTheRegistrationsOwn([Values] ServiceLifetime lifetime, [Values] bool isFactory)
    {
        IServiceCollection services = Containers.WithTally(out Tally tally);
        services.Add(isFactory
            ? new ServiceDescriptor(typeof(IQuotes), static scope => new Quotes(scope.GetRequiredService<Tally>()), lifetime)
            : new ServiceDescriptor(typeof(IQuotes), typeof(Quotes), lifetime));
        services.CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        using ServiceProvider provider = services.BuildStrict();
        using IServiceScope here = provider.CreateScope();
        using IServiceScope there = provider.CreateScope();

        var first = here.ServiceProvider.GetRequiredService<IQuotes>();
        var second = here.ServiceProvider.GetRequiredService<IQuotes>();
        var third = there.ServiceProvider.GetRequiredService<IQuotes>();

        Assert.That(ReferenceEquals(first, second), Is.EqualTo(lifetime != ServiceLifetime.Transient));
        Assert.That(ReferenceEquals(first, third), Is.EqualTo(lifetime == ServiceLifetime.Singleton));
        Assert.That(new[] { first.Find(1), second.Find(1), third.Find(1), third.Find(2) }, Is.EqualTo(new[] { "one:1", "one:1", "one:1", "one:2" }));
        Assert.That(tally.Runs, Is.EqualTo(2));
        Assert.That(provider.GetProblems(), Is.Empty);
    }

    [Test]
    public void Resolve_Instance_RunsOnIt()
    {
        IServiceCollection services = Containers.WithTally(out Tally tally);
        services.AddSingleton<IQuotes>(new Quotes(tally, "mine"));
        services.CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        using ServiceProvider provider = services.BuildStrict();

        var quotes = provider.GetRequiredService<IQuotes>();

        Assert.That(new[] { quotes.Find(1), quotes.Find(1), quotes.Source }, Is.EqualTo(new[] { "mine:1", "mine:1", "mine" }));
        Assert.That((tally.Runs, tally.Created), Is.EqualTo((1, 1)));
    }

    [Test]
    public void Resolve_ScopedFromTheRoot_IsRefusedAsWithoutCaching()
    {
        IServiceCollection services = Containers.WithTally(out _);
        services.AddScoped<IQuotes, Quotes>().CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        using ServiceProvider provider = services.BuildStrict();

        Assert.That(() => provider.GetRequiredService<IQuotes>(), Throws.InvalidOperationException.With.Message.Contains("scoped"));
    }

    [Test]
    public void BuildStrict_DependencyOfTheOriginalIsMissing_IsFoundOnBuild()
    {
        var services = new ServiceCollection();
        services.AddScoped<IQuotes, OtherQuotes>().CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();

        Assert.That(services.BuildStrict, Throws.TypeOf<AggregateException>().With.Message.Contains(nameof(Tally)));
    }

    [Test]
    public void Resolve_AndAHit_ConstructNothing()
    {
        IServiceCollection services = Containers.WithTally(out Tally tally);
        services.AddScoped<IQuotes, Quotes>().CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        using ServiceProvider provider = services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();

        var quotes = scope.ServiceProvider.GetRequiredService<IQuotes>();
        Assert.That(tally.Created, Is.Zero);

        quotes.Find(1); // the run has an instance of its own
        quotes.Find(1);
        Assert.That(tally.Created, Is.EqualTo(1));

        _ = (quotes.Source, quotes.Source);
        Assert.That(tally.Created, Is.EqualTo(2));
    }

    [Test]
    public async Task PassThrough_FromTwoThreads_CreatesTheTargetOnce([Values] ServiceLifetime lifetime)
    {
        using var start = new Barrier(2);
        using var entered = new ManualResetEventSlim();
        IServiceCollection services = Containers.WithTally(out Tally tally);
        services.Add(new ServiceDescriptor(
            typeof(IQuotes),
            _ =>
            {
                var quotes = new Quotes(tally);
                if (tally.Created == 1)
                {
                    // Gives a second creation every chance to begin; there is none to wait for when all is well.
                    entered.Wait(TimeSpan.FromMilliseconds(100));
                }

                entered.Set();
                return quotes;
            },
            lifetime));
        services.CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        await using ServiceProvider provider = services.BuildStrict();
        await using AsyncServiceScope scope = provider.CreateAsyncScope();
        var quotes = scope.ServiceProvider.GetRequiredService<IQuotes>();

        Task<string> Read() => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return quotes.Source;
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAll(Read(), Read());

        Assert.That(tally.Created, Is.EqualTo(1));
    }
}
