using Interception.Storage.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Interception.Tests.Support;

/// <summary>A server of the shared store in this process: entries, generations and a clock of its own.</summary>
internal sealed class FakeServer
{
    private readonly Dictionary<string, long> _generations = [];
    private readonly Lock _gate = new();

    public FakeServer() => Shelf = new MemoryCommands.Shelf(Clock);

    /// <summary>The server's clock, which is not the nodes'.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public MemoryCommands.Shelf Shelf { get; }

    public IReadOnlyDictionary<string, long> Generations
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<string, long>(_generations);
            }
        }
    }

    /// <summary>Puts any number there, as a neighbour could.</summary>
    public void SetGeneration(string field, long generation)
    {
        lock (_gate)
        {
            _generations[field] = generation;
        }
    }

    public long RaiseGeneration(string field, long known, ulong origin)
    {
        long generation;
        lock (_gate)
        {
            generation = Math.Max(Shelf.NowMicroseconds, Math.Max(known, _generations.GetValueOrDefault(field)) + 1);
            _generations[field] = generation;
        }

        Shelf.Publish(BusMessage.OfGeneration(origin, generation, field).Write());
        return generation;
    }

    /// <summary>Loses everything, as a restart does.</summary>
    public void Clear()
    {
        Shelf.Clear();
        lock (_gate)
        {
            _generations.Clear();
        }
    }
}
