using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>Sequences that are read only when somebody enumerates them, after the scope that they come from has ended.</summary>
[TestFixture]
internal sealed class LazyResultTests
{
    public interface IReader
    {
        IEnumerable<string> Read(int id);

        Task<IEnumerable<string>> ReadAsync(int id);
    }

    [Test, Property("Failure", "C26")]
    public async Task Call_LazySequence_IsReadOnceWithinItsRunAndEnumeratedAsOftenAsOneLikes([Values] bool isAsync)
    {
        await using CacheHost host = new(static services => services
            .AddScoped<Connection>()
            .AddScoped<IReader, Reader>()
            .AddInterception(static all =>
            {
                all.Defaults.Check = CheckMode.Off;
                all.Methods["IReader.Read"] = new MethodOptions();
                all.Methods["IReader.ReadAsync"] = new MethodOptions();
            })
            .DecorateWithCaching<IReader>());

        for (int call = 0; call < 2; call++)
        {
            IEnumerable<string> lines = isAsync ? await host.Get<IReader>().ReadAsync(1) : host.Get<IReader>().Read(1);
            for (int round = 0; round < 2; round++)
            {
                Assert.That(lines.ToArray(), Is.EqualTo((string[])["old-1", "old-2"]));
            }
        }

        Assert.That(host.Origin.Runs, Is.EqualTo(2), "one for each line");
        Assert.That(host.EventNames(), Is.Empty);
    }

    internal sealed class Connection(Origin origin) : IDisposable
    {
        private bool _isClosed;

        public string ReadLine(int id)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            return origin.Ask(id, default)!;
        }

        public void Dispose() => _isClosed = true;
    }

    private sealed class Reader(Connection connection) : IReader
    {
        public IEnumerable<string> Read(int id)
        {
            yield return connection.ReadLine(id);
            yield return connection.ReadLine(id + 1);
        }

        public async Task<IEnumerable<string>> ReadAsync(int id)
        {
            await Task.Yield();
            return Read(id);
        }
    }
}
