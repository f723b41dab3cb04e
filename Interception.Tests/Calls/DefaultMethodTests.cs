using Interception.Tests.Registration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Calls;

/// <summary>Methods that the interface itself implements, wherever the implementation comes from in the end.</summary>
[TestFixture]
internal sealed class DefaultMethodTests
{
    internal interface IParent
    {
        string One(int id);

        string Kept(int id) => "kept " + One(id) + One(id);

        string Replaced(int id) => "parent " + One(id);

        string Overridden(int id) => "parent " + One(id);

        string Passing(int id) => "passing " + One(id);
    }

    internal interface IChild : IParent
    {
        string IParent.Replaced(int id) => "child " + One(id);
    }

    private sealed class Child(Tally tally) : IChild
    {
        public string One(int id) => tally.Run($"{id}");

        public string Overridden(int id) => "class " + One(id);
    }

    [Test, Property("Failure", "C8")]
    public void Call_DefaultMethods_AreCachedWhoeverImplementsThem()
    {
        IServiceCollection services = Containers.WithTally(out Tally tally).AddScoped<IChild, Child>();
        services.CacheMethods("IChild.One", "IChild.Kept", "IChild.Replaced", "IChild.Overridden").DecorateWithCaching<IChild>();
        using ServiceProvider provider = services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();
        var child = scope.ServiceProvider.GetRequiredService<IChild>();

        AssertRuns(() => child.Kept(1), "kept 11", 2); // What it calls itself passes the proxy by.
        AssertRuns(() => child.Replaced(1), "child 1", 1);
        AssertRuns(() => child.Overridden(1), "class 1", 1);
        AssertRuns(() => child.One(1), "1", 1);
        Assert.That((child.Passing(1), child.Passing(1), tally.Runs), Is.EqualTo(("passing 1", "passing 1", 7)));
        Assert.That(provider.GetProblems(), Is.Empty);

        void AssertRuns(Func<string> call, string answer, int runs)
        {
            int before = tally.Runs;
            Assert.That((call(), call(), tally.Runs - before), Is.EqualTo((answer, answer, runs)));
        }
    }
}
