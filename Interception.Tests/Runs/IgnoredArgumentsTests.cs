using Interception.Composition;
using Interception.Tests.Registration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Runs;

/// <summary>What is left out of keys for its type, and what runs pass for it, are decided in one place.</summary>
[TestFixture]
internal sealed class IgnoredArgumentsTests
{
    internal sealed class Bar : IProgress<int>
    {
        public void Report(int value)
        {
        }
    }

    internal interface IReports
    {
        int Draw(int id, Bar bar);

        int Maybe(int id, Bar? bar);

        int Read(int id, in IProgress<int> progress);
    }

    internal sealed class Reports(Tally tally) : IReports
    {
        public int Draw(int id, Bar bar) => tally.Run(id);

        public int Maybe(int id, Bar? bar) => tally.Run(bar is null ? id : -id);

        public int Read(int id, in IProgress<int> progress)
        {
            progress.Report(1);
            return tally.Run(id);
        }
    }

    [Test]
    public void Problem_ProgressOfAnOwnClass_SaysHowToDeclareIt()
    {
        IServiceCollection services = Containers.WithTally(out _).AddScoped<IReports, Reports>();
        services.CacheMethods("IReports.Draw").DecorateWithCaching<IReports>();

        Assert.That(services.FindProblems(), Is.EqualTo(new[]
        {
            "'IgnoredArgumentsTests.IReports.Draw(int, IgnoredArgumentsTests.Bar)' can't be cached: its parameter 'bar' reports progress, which is left out of the key, "
            + "and a run has nothing to pass for it; make it nullable, or an IProgress<int>",
        }));
    }

    [Test]
    public void Run_Progress_GetsNoneOrOneThatGoesNowhere()
    {
        IServiceCollection services = Containers.WithTally(out Tally tally).AddScoped<IReports, Reports>();
        services.CacheMethods("IReports.Maybe", "IReports.Read").DecorateWithCaching<IReports>();
        using ServiceProvider provider = services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();
        var reports = scope.ServiceProvider.GetRequiredService<IReports>();

        Assert.That((reports.Maybe(1, new Bar()), reports.Maybe(1, null), reports.Read(2, new Bar()), reports.Read(2, new Bar())), Is.EqualTo((1, 1, 2, 2)));
        Assert.That(tally.Runs, Is.EqualTo(2));
    }
}
