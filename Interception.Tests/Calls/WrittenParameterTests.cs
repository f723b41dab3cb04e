using Interception.Tests.Registration;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Calls;

/// <summary>Parameters that a method writes: a cached result would come back without them.</summary>
[TestFixture]
internal sealed class WrittenParameterTests
{
    internal interface INames
    {
        bool TryGet(int id, out string? name);

        int Next(ref int id);
    }

    private sealed class Names(Tally tally) : INames
    {
        public bool TryGet(int id, out string? name) => (name = tally.Run($"name {id}")).Length > 0;

        public int Next(ref int id) => tally.Run(id++);
    }

    [Test, Property("Failure", "C12")]
    public void Call_OutAndRefOfNamedMethods_AreWrittenEachTime()
    {
        IServiceCollection services = Containers.WithTally(out Tally tally).AddScoped<INames, Names>();
        services.CacheMethods("INames.TryGet", "INames.Next").DecorateWithCaching<INames>();
        using ServiceProvider provider = services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();
        var names = scope.ServiceProvider.GetRequiredService<INames>();
        int id = 1;

        for (int round = 0; round < 2; round++)
        {
            Assert.That((names.TryGet(5, out string? name), name), Is.EqualTo((true, "name 5")));
            Assert.That((names.Next(ref id), id), Is.EqualTo((round + 1, round + 2)));
        }

        Assert.That(tally.Runs, Is.EqualTo(4));
        Assert.That(provider.GetProblems(), Has.Exactly(1).Contains("'name' is out").And.Exactly(1).Contains("'id' is ref"));
    }
}
