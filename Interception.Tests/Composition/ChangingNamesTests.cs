using Interception.Composition;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Composition;

/// <summary>A cached method that changes something would be run in the background for nobody: a name that reads so is told of.</summary>
[TestFixture]
internal sealed class ChangingNamesTests
{
    public interface IOrders
    {
        Task<string?> UpdateAsync(int id);

        Task<string?> UpdatesAsync(int id);
    }

    [TestCase("Update", true)]
    [TestCase("UpdateAsync", true)]
    [TestCase("Send_All", true)]
    [TestCase("Updates", false)]
    [TestCase("AddressOf", false)]
    [TestCase("FindCreated", false)]
    [TestCase("AddOnsAsync", false)]
    [TestCase("WriteOffs", false)]
    [TestCase("WriteOffAsync", true)]
    [TestCase("AddOnset", true)]
    public void Contains_Name_ReadsTheFirstWord(string method, bool expected) => Assert.That(ChangingNames.Contains(method), Is.EqualTo(expected));

    [Test, Property("Failure", "B12")]
    public async Task Start_CachedMethodReadsLikeAChange_IsNamedOnce()
    {
        await using CacheHost host = new(services => services
            .AddScoped<IOrders, Orders>()
            .AddInterception(all =>
            {
                all.Methods["IOrders.UpdateAsync"] = new MethodOptions();
                all.Methods["IOrders.UpdatesAsync"] = new MethodOptions();
            }).DecorateWithCaching<IOrders>());

        await host.Get<IOrders>().UpdateAsync(1);
        await using AsyncServiceScope other = host.Services.CreateAsyncScope();
        await other.ServiceProvider.GetRequiredService<IOrders>().UpdatesAsync(1);

        Assert.That(host.OwnLogs().Select(record => record.Message), Is.EqualTo((string[])
        [
            "'ChangingNamesTests.IOrders.UpdateAsync' is cached, and its name reads as if it changed something. "
            + "One run answers many calls, and checks run it again: make sure that it only reads.",
        ]));
    }

    private sealed class Orders(Origin origin) : IOrders
    {
        public Task<string?> UpdateAsync(int id) => origin.AskAsync(id, default);

        public Task<string?> UpdatesAsync(int id) => origin.AskAsync(id, default);
    }
}
