using Interception.Composition;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Registration;

/// <summary>What names a registration in keys is the same in every process; the keys under which containers hide originals are not.</summary>
[TestFixture]
internal sealed class RegistrationIdentityTests
{
    [Test]
    [Property("Failure", "D8")]
    public void Identity_TwoContainers_IsTheSameForEachRegistrationAndUnique()
    {
        using ServiceProvider one = Build();
        using ServiceProvider other = Build();

        Assert.That(IdentitiesOf(one), Has.Length.EqualTo(4).And.Unique);
        Assert.That(IdentitiesOf(other), Is.EqualTo(IdentitiesOf(one)));
        Assert.That(HiddenKeysOf(one).Intersect(HiddenKeysOf(other)), Is.Empty, "or nothing would have been shown");
    }

    private static ServiceProvider Build()
    {
        IServiceCollection services = Containers.WithTally(out _);
        services.AddScoped<IQuotes, Quotes>().AddScoped<IQuotes, OtherQuotes>();
        services.AddKeyedScoped<IQuotes, OtherQuotes>("k").AddKeyedScoped<IQuotes, OtherQuotes>(1);
        services.CacheMethods("IQuotes.Find").DecorateWithCaching<IQuotes>();
        return services.BuildStrict();
    }

    private static string[] IdentitiesOf(ServiceProvider provider) =>
        [.. provider.GetRequiredService<CacheRuntime>().Decorated.Select(static service => service.Methods.Single().Plan.Identity)];

    private static object[] HiddenKeysOf(ServiceProvider provider) =>
        [.. provider.GetRequiredService<CacheRuntime>().Decorated.Select(static service => service.Registration.HiddenKey)];
}
