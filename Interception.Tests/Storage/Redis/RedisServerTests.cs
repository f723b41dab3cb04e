using Interception.Tests.Support;
using StackExchange.Redis;

namespace Interception.Tests.Storage.Redis;

[TestFixture]
internal sealed class RedisServerTests
{
    [Test]
    public async Task Server_FrozenAndThawed_AnswersAgain()
    {
        using RedisServer server = await RedisServer.StartNewAsync();
        await using ConnectionMultiplexer connection = await ConnectAsync(server);
        IDatabase database = connection.GetDatabase();
        await database.StringSetAsync("x", 1);

        server.Freeze();
        bool isAnswered = await AnswersAsync(database, TimeSpan.FromMilliseconds(300));
        server.Thaw();

        Assert.That(isAnswered, Is.False);
        Assert.That(await AnswersAsync(database, TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task Server_StoppedAndStarted_IsEmptyOnTheSamePort()
    {
        using RedisServer server = await RedisServer.StartNewAsync();
        await using (ConnectionMultiplexer connection = await ConnectAsync(server))
        {
            await connection.GetDatabase().StringSetAsync("x", 1);
        }

        server.Stop();
        bool isRunning = server.IsRunning;
        await server.StartAsync();

        await using ConnectionMultiplexer again = await ConnectAsync(server);
        Assert.That(isRunning, Is.False);
        Assert.That(await again.GetDatabase().KeyExistsAsync("x"), Is.False);
    }

    private static Task<ConnectionMultiplexer> ConnectAsync(RedisServer server)
    {
        var settings = ConfigurationOptions.Parse(server.Endpoint);
        settings.AsyncTimeout = 60_000;
        return ConnectionMultiplexer.ConnectAsync(settings);
    }

    private static async Task<bool> AnswersAsync(IDatabase database, TimeSpan patience)
    {
        try
        {
            return await database.StringGetAsync("x").WaitAsync(patience) == 1;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
