using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Registration;

[TestFixture]
internal sealed class OrdinaryServicesTests
{
    [Test]
    public void DecorateWithCaching_OrdinaryServices_RaisesNoAlarmAndResolvesAll()
    {
        var services = new ServiceCollection();
        Type[] types = [.. services.AddOrdinaryServices().Where(one => !one.IsKeyedService && !one.ServiceType.IsGenericTypeDefinition)
            .Select(static one => one.ServiceType)];
        Assert.That(types, Has.Length.GreaterThanOrEqualTo(30));

        services.CacheMethods().DecorateWithCaching(static _ => true);
        using ServiceProvider provider = services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();

        Assert.That(provider.GetProblems(), Is.Empty);
        foreach (Type type in types)
        {
            Assert.That(scope.ServiceProvider.GetRequiredService(type), Is.InstanceOf(type));
        }
    }

    [Test]
    public void ProxiedMembers_ThatCastleCanNotIntercept_AnswerAsTheServiceItself()
    {
        var services = new ServiceCollection();
        services.AddOrdinaryServices().CacheMethods().DecorateWithCaching(static _ => true);
        using ServiceProvider provider = services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();

        Assert.That(((OrdinaryServices.IFactory)scope.ServiceProvider.GetRequiredService(typeof(OrdinaryServices.IFactory))).Count(3), Is.EqualTo(3));
        Assert.That(scope.ServiceProvider.GetRequiredService<OrdinaryServices.IOut>().TryGet(0, out string name), Is.True);
        Assert.That(name, Is.EqualTo("x"));
    }
}
