using System.Net;
using System.Net.Sockets;

namespace Interception.Faults.Tests.Proxy;

[TestFixture]
internal sealed class FaultProxyTests
{
    private EchoServer _echo = null!;
    private FaultProxy _proxy = null!;

    [SetUp]
    public void StartServer()
    {
        _echo = new EchoServer();
        _proxy = new FaultProxy(_echo.Port, seed: 1);
    }

    [TearDown]
    public async Task EndServerAsync()
    {
        await _proxy.DisposeAsync();
        _echo.Dispose();
    }

    [Test]
    public async Task Proxy_NoFault_PassesEverythingOn()
    {
        byte[] sent = Bytes(100_000);

        Assert.That(await EchoAsync(sent, sent.Length), Is.EqualTo(sent));
        Assert.That(_proxy.Corrupted, Is.Zero);
    }

    [Test]
    public async Task Proxy_FlipChance_FlipsOneBitOfSomeBytes()
    {
        _proxy.ToClient = new DirectionFault { FlipChance = 0.01 };
        byte[] sent = Bytes(10_000);

        byte[] received = await EchoAsync(sent, sent.Length);

        int[] differences = [.. sent.Zip(received).Select(pair => pair.First ^ pair.Second).Where(difference => difference != 0)];
        Assert.That(differences, Has.Length.InRange(50, 200));
        Assert.That(differences, Is.All.Matches<int>(int.IsPow2));
        Assert.That(_proxy.Corrupted, Is.EqualTo(differences.Length));
    }

    [Test]
    public async Task Proxy_DropChance_LeavesSomeBytesOut()
    {
        _proxy.ToServer = new DirectionFault { DropChance = 0.01 };

        byte[] received = await EchoAsync(Bytes(10_000), atLeast: 9_000);

        Assert.That(_proxy.Corrupted, Is.InRange(50, 200));
        Assert.That(received, Has.Length.GreaterThanOrEqualTo(9_000));
    }

    [Test]
    public async Task Proxy_SameSeed_CorruptsTheSameBytes()
    {
        byte[] sent = Bytes(10_000);
        _proxy.ToClient = new DirectionFault { FlipChance = 0.01 };
        byte[] first = await EchoAsync(sent, sent.Length);
        await using var again = new FaultProxy(_echo.Port, seed: 1) { ToClient = _proxy.ToClient };

        Assert.That(await EchoAsync(sent, sent.Length, again.Port), Is.EqualTo(first));
    }

    [Test]
    public async Task Refuse_NewConnection_IsRefusedUntilHealed()
    {
        _proxy.Refuse();
        Assert.That(async () => await EchoAsync([1], 1), Throws.InstanceOf<SocketException>());

        _proxy.Heal();

        Assert.That(await EchoAsync([1], 1), Is.EqualTo(new byte[] { 1 }));
    }

    [Test]
    public async Task Reset_OpenConnection_IsBroken()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _proxy.Port);
        await client.GetStream().WriteAsync(new byte[] { 1 });
        await client.GetStream().ReadExactlyAsync(new byte[1]);

        _proxy.Reset();

        Assert.That(async () => await client.GetStream().ReadExactlyAsync(new byte[1]), Throws.InstanceOf<IOException>());
    }

    [Test]
    public async Task BlackHole_ConnectionThatLostBytes_StaysOpenAndDeadAfterHeal()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _proxy.Port);
        await client.GetStream().WriteAsync(new byte[] { 1 });
        await client.GetStream().ReadExactlyAsync(new byte[1]);

        _proxy.BlackHole();
        await client.GetStream().WriteAsync(new byte[] { 2 });
        Task<int> answer = client.GetStream().ReadAsync(new byte[1]).AsTask();
        Assert.That(await EchoOrNothingAsync(), Is.False, "a new connection is swallowed as well");
        _proxy.Heal();

        Assert.That(await EchoOrNothingAsync(), Is.True);
        Assert.That(answer.IsCompleted, Is.False);
    }

    private static byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(3).NextBytes(bytes);
        return bytes;
    }

    private Task<byte[]> EchoAsync(byte[] bytes, int atLeast) => EchoAsync(bytes, atLeast, _proxy.Port);

    private static async Task<byte[]> EchoAsync(byte[] bytes, int atLeast, int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        Task sending = client.GetStream().WriteAsync(bytes).AsTask();
        byte[] received = new byte[bytes.Length];
        int count = await client.GetStream().ReadAtLeastAsync(received, atLeast);
        await sending;
        return received[..count];
    }

    // That nothing comes can only be seen by waiting a little.
    private async Task<bool> EchoOrNothingAsync()
    {
        Task<byte[]> echo = EchoAsync([1], 1);
        return await Task.WhenAny(echo, Task.Delay(TimeSpan.FromMilliseconds(200))) == echo;
    }
}
