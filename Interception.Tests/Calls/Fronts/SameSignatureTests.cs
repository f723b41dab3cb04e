using Interception.Calls;
using Interception.Tests.Registration;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Calls.Fronts;

/// <summary>Interfaces that have a method of one signature: an answer of one must not be given for the other.</summary>
[TestFixture]
internal sealed class SameSignatureTests
{
    public interface ILeft
    {
        string Own(int id);

        string Find(int id);
    }

    public interface IRight
    {
        string Find(int id);

        string Other(int id);
    }

    public interface IPair : ILeft, IRight;

    public interface IRepository<T>
    {
        string Find(T id);
    }

    public interface ITwoRepositories : IRepository<int>, IRepository<string>;

    [TestCase(4, "Own", "Find", "Other")]
    [TestCase(2, "Own", "Other", Description = "The front implements both interfaces anew, and leaves a method of each to Castle.")]
    [TestCase(2, "Find")]
    public void Call_TwoInterfacesHaveTheMethod_EachAnswersForItself(int cached, params string[] methods)
    {
        using ServiceProvider provider = Containers.WithTally(out Tally tally)
            .AddScoped<IPair, Pair>()
            .CacheMethods([.. methods.Select(method => "IPair." + method)])
            .DecorateWithCaching<IPair>()
            .BuildStrict();
        using IServiceScope scope = provider.CreateScope();
        var pair = scope.ServiceProvider.GetRequiredService<IPair>();

        for (int round = 0; round < 2; round++)
        {
            string[] found = [pair.Own(1), ((ILeft)pair).Find(1), ((IRight)pair).Find(1), pair.Other(1)];
            Assert.That(found, Is.EqualTo((string[])["own", "left", "right", "other"]));
        }

        Assert.That(tally.Runs, Is.EqualTo(cached + (2 * (4 - cached))));
        Assert.That(((ProxyState)pair).Fronts, Has.Length.EqualTo(FrontSwitch.IsOn ? cached : 0));
    }

    [Test]
    public void Call_OneGenericInterfaceClosedTwice_EachAnswersForItself()
    {
        using ServiceProvider provider = Containers.WithTally(out Tally tally)
            .AddScoped<ITwoRepositories, TwoRepositories>()
            .CacheMethods("ITwoRepositories.Find")
            .DecorateWithCaching<ITwoRepositories>()
            .BuildStrict();
        using IServiceScope scope = provider.CreateScope();
        var both = scope.ServiceProvider.GetRequiredService<ITwoRepositories>();

        for (int round = 0; round < 2; round++)
        {
            string[] found = [((IRepository<int>)both).Find(1), ((IRepository<string>)both).Find("1"), ((IRepository<int>)both).Find(2)];
            Assert.That(found, Is.EqualTo((string[])["int 1", "string 1", "int 2"]));
        }

        Assert.That(tally.Runs, Is.EqualTo(3));
    }

    private sealed class Pair(Tally tally) : IPair
    {
        public string Own(int id) => tally.Run("own");

        string ILeft.Find(int id) => tally.Run("left");

        string IRight.Find(int id) => tally.Run("right");

        public string Other(int id) => tally.Run("other");
    }

    private sealed class TwoRepositories(Tally tally) : ITwoRepositories
    {
        public string Find(int id) => tally.Run($"int {id}");

        public string Find(string id) => tally.Run($"string {id}");
    }
}
