using Interception.Storage.Shared;
using Microsoft.Coyote.Random;

namespace Interception.Interleavings.Nodes;

/// <summary>Carries each message to each node as a task of its own: in any order, late, and now and then twice.</summary>
internal sealed class Bus
{
    private readonly Generator _random = Generator.Create();
    private readonly object _gate = new();
    private readonly List<IStoreListener> _listeners = [];
    private List<Task> _onTheWay = [];

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _onTheWay.Count == 0;
            }
        }
    }

    public void Join(IStoreListener listener)
    {
        lock (_gate)
        {
            _listeners.Add(listener);
        }
    }

    /// <summary>Hears nothing of what is said from now on.</summary>
    public void Leave(IStoreListener listener)
    {
        lock (_gate)
        {
            _listeners.Remove(listener);
        }
    }

    public void Publish(byte[] message)
    {
        lock (_gate)
        {
            foreach (IStoreListener listener in _listeners)
            {
                _onTheWay.Add(Task.Run(() => Deliver(listener, message)));
            }
        }
    }

    /// <summary>Waits until every message has come.</summary>
    public async Task DrainAsync()
    {
        while (true)
        {
            List<Task> onTheWay;
            lock (_gate)
            {
                (onTheWay, _onTheWay) = (_onTheWay, []);
            }

            if (onTheWay.Count == 0)
            {
                return;
            }

            await Task.WhenAll(onTheWay).ConfigureAwait(false);
        }
    }

    private void Deliver(IStoreListener listener, byte[] message)
    {
        listener.Receive(message);
        if (_random.NextBoolean())
        {
            listener.Receive(message);
        }
    }
}
