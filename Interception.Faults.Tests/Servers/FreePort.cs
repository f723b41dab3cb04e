using System.Net;
using System.Net.Sockets;

namespace Interception.Faults.Tests.Servers;

/// <summary>Finds ports of the loopback that nobody listens on.</summary>
internal static class FreePort
{
    /// <summary>How much higher a cluster node's port for its peers is.</summary>
    public const int ClusterBusOffset = 10_000;

    private const int First = 20_000;
    private const int Last = 32_000;

    /// <summary>
    /// A port below the range from which the system gives out ports of its own, so that no outgoing connection takes it
    /// meanwhile.
    /// </summary>
    public static int Next()
    {
        while (true)
        {
            int port = Random.Shared.Next(First, Last);
            if (IsFree(port) && IsFree(port + ClusterBusOffset))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
