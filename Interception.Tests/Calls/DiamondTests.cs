using Interception.Tests.Registration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Calls;

/// <summary>Methods of one name and signature that an interface has several times, by hiding and by inheriting twice.</summary>
[TestFixture]
internal sealed class DiamondTests
{
    internal interface ITop
    {
        string Find(int id);
    }

    internal interface ILeft : ITop
    {
        new string Find(int id);
    }

    internal interface IRight : ITop
    {
        new string Find(int id);
    }

    internal interface IBottom : ILeft, IRight
    {
        new string Find(int id);
    }

    private sealed class Bottom(Tally tally) : IBottom
    {
        string ITop.Find(int id) => tally.Run("top");

        string ILeft.Find(int id) => tally.Run("left");

        string IRight.Find(int id) => tally.Run("right");

        string IBottom.Find(int id) => tally.Run("bottom");
    }

    [Test, Property("Failure", "C37")]
    public void Call_HiddenAndInheritedTwice_EachIsCachedByItself()
    {
        IServiceCollection services = Containers.WithTally(out Tally tally).AddScoped<IBottom, Bottom>();
        services.CacheMethods("IBottom.Find").DecorateWithCaching<IBottom>();
        using ServiceProvider provider = services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();
        var bottom = scope.ServiceProvider.GetRequiredService<IBottom>();

        for (int round = 0; round < 2; round++)
        {
            string[] found = [bottom.Find(1), ((ILeft)bottom).Find(1), ((IRight)bottom).Find(1), ((ITop)bottom).Find(1)];
            Assert.That(found, Is.EqualTo((string[])["bottom", "left", "right", "top"]));
        }

        Assert.That(tally.Runs, Is.EqualTo(4));
        Assert.That(provider.GetProblems(), Is.Empty);
    }
}
