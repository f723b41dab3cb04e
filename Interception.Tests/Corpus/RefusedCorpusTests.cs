using System.Reflection;
using Interception.Composition;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Corpus;

/// <summary>Every configured method that can't be cached is named at start-up, once and with its reason; nothing else is.</summary>
[TestFixture, Property("Row", "R23")]
internal sealed class RefusedCorpusTests
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Test]
    public void Start_MethodsThatCantBeCached_NamesEachOnceWithItsReason()
    {
        var services = new ServiceCollection();
        new RefusedTheme().Register(services);
        ServiceDescriptor[] registered = [.. services];
        (string Name, string Reason)[] expected = [.. registered.SelectMany(one => Expected(one.ServiceType))];
        int others = registered.Sum(one => MethodsOf(one.ServiceType).Count()) - expected.Length;
        services.AddLogging().AddInterception(options =>
        {
            foreach (ServiceDescriptor one in registered)
            {
                foreach (MethodInfo method in MethodsOf(one.ServiceType))
                {
                    options.Methods[$"{one.ServiceType.Name}.{method.Name}"] = new MethodOptions();
                }
            }
        });
        Array.ForEach(registered, one => services.DecorateWithCaching(type => type == one.ServiceType));

        using ServiceProvider provider = services.BuildServiceProvider();
        List<string> problems = [.. provider.GetRequiredService<CacheRuntime>().Problems];

        Assert.Multiple(() =>
        {
            foreach ((string name, string reason) in expected)
            {
                string[] own = [.. problems.Where(one => one.StartsWith($"'{name}", StringComparison.Ordinal))];
                Assert.That(own, Has.Length.EqualTo(1).And.All.Contain(reason), name);
                problems.RemoveAll(own.Contains);
            }

            Assert.That(problems, Is.Empty, "nothing else is named");
            Assert.That(expected, Has.Length.GreaterThanOrEqualTo(50));
            Assert.That(others, Is.GreaterThanOrEqualTo(10), "methods beside them that can be cached");
        });
    }

    private static IEnumerable<MethodInfo> MethodsOf(Type service) => service.GetMethods(Own).Where(one => !one.Name.StartsWith('<'));

    private static IEnumerable<(string Name, string Reason)> Expected(Type service) =>
        service.GetCustomAttribute<RefusedAttribute>() is { } whole
            ? [($"{service.Name}' can't be decorated", whole.Reason)]
            : MethodsOf(service).Where(one => one.IsDefined(typeof(RefusedAttribute)))
                .Select(one => ($"{service.Name}.{one.Name}(", one.GetCustomAttribute<RefusedAttribute>()!.Reason));
}
