using Interception.Faults.Tests.Proxy;
using Interception.Faults.Tests.Servers;

namespace Interception.Faults.Tests.Runs;

/// <summary>Lets the faults of a schedule befall nodes, proxies, server and source.</summary>
internal sealed class FaultInjector(ProxiedNodes proxied)
{
    private const double ByteChance = 0.002;

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(30);

    /// <summary>A frozen server would keep the rig waiting as well: after this it gives up.</summary>
    private static readonly TimeSpan FrozenLimit = TimeSpan.FromMilliseconds(200);

    private bool _isKilled;

    /// <summary>Goes through a schedule, and ends all its faults.</summary>
    public async Task PlayAsync(FaultSchedule schedule)
    {
        List<Task> holding = [];
        foreach (FaultStep step in schedule.Steps)
        {
            await Task.Delay(step.Before);
            await BeginAsync(step);
            holding.Add(Task.Delay(step.HoldsFor));
        }

        await Task.WhenAll(holding);
        await HealAsync();
    }

    /// <summary>Ends all faults.</summary>
    public async Task HealAsync()
    {
        proxied.HealAll();
        proxied.Rig.Source.Heal();
        if (_isKilled)
        {
            _isKilled = false;
            await proxied.Server.RestartAsync();
            return;
        }

        proxied.Server.Thaw();
    }

    private async Task BeginAsync(FaultStep step)
    {
        switch (step.Fault)
        {
            case ScheduledFault.Freeze when !_isKilled:
                proxied.Server.Freeze();
                break;
            case ScheduledFault.Kill when !_isKilled:
                _isKilled = true;
                proxied.Server.Kill();
                break;
            case ScheduledFault.Flush:
                TryAsk("FLUSHALL");
                break;
            case ScheduledFault.FlushScripts:
                TryAsk("SCRIPT", "FLUSH");
                break;
            case ScheduledFault.DeleteEntries:
                RespConnection.Try(proxied.Server.Port, DeleteEntries, FrozenLimit);
                break;
            case ScheduledFault.Invalidate:
                await proxied.Rig.Nodes[step.Node].InvalidateAsync(step.Key);
                break;
            case ScheduledFault.FailSource:
                proxied.Rig.Source.IsFailing = true;
                break;
            case ScheduledFault.HangSource:
                proxied.Rig.Source.Hang();
                break;
            default:
                Begin(step.Fault, proxied.Proxies[step.Node]);
                break;
        }
    }

    private static void Begin(ScheduledFault fault, FaultProxy proxy)
    {
        switch (fault)
        {
            case ScheduledFault.Refuse:
                proxy.Refuse();
                proxy.Reset();
                break;
            case ScheduledFault.Reset:
                proxy.Reset();
                break;
            case ScheduledFault.Delay:
                proxy.ToServer = proxy.ToClient = new DirectionFault { Delay = Delay };
                break;
            case ScheduledFault.BlackHole:
                proxy.BlackHole();
                break;
            case ScheduledFault.DropBytes:
                proxy.ToClient = new DirectionFault { DropChance = ByteChance };
                break;
            case ScheduledFault.FlipBytes:
                proxy.ToClient = new DirectionFault { FlipChance = ByteChance };
                break;
            default:
                break;
        }
    }

    private void TryAsk(params string[] command) =>
        RespConnection.Try(proxied.Server.Port, connection => connection.Ask([.. command]) is not null, FrozenLimit);

    private static bool DeleteEntries(RespConnection connection)
    {
        var entries = new StoredEntries(connection);
        entries.DeleteAll(entries.Answers().Keys);
        return true;
    }
}
