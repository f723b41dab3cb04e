using Interception.Runs;
using Interception.Tests.Support;
using Microsoft.Extensions.Logging;
using ProtoBuf;

namespace Interception.Tests.EndToEnd;

/// <summary>A service, what it takes and returns, and what a container puts around it: each piece fails when <see cref="FaultyBench"/> says so.</summary>
internal static class FaultyShop
{
    public interface IShop
    {
        Task<Parcel> FindAsync(Question question, CancellationToken cancellationToken);

        Parcel Find(Question question, CancellationToken cancellationToken);
    }

    [ProtoContract]
    public sealed class Question
    {
        [ProtoIgnore]
        private int _id;

        [ProtoMember(1)]
        public int Id
        {
            get => _id;
            set
            {
                if (RunFlow.Current is not null)
                {
                    FaultyBench.Current?.Trip(FaultyStep.Arguments); // It is rebuilt for a run.
                }

                _id = value;
            }
        }
    }

    [ProtoContract]
    public sealed class Parcel
    {
        [ProtoIgnore]
        private string? _text;

        [ProtoMember(1)]
        public string? Text
        {
            get
            {
                FaultyBench.Current?.Access();
                return _text;
            }

            set
            {
                FaultyBench.Current?.Access();
                _text = value;
            }
        }
    }

    internal sealed class Shop : IShop
    {
        private readonly FaultyBench _bench;
        private readonly Origin _origin;

        public Shop(FaultyBench bench, Guest guest, Origin origin)
        {
            bench.Trip(FaultyStep.Constructor);
            guest.Come();
            (_bench, _origin) = (bench, origin);
        }

        public Task<Parcel> FindAsync(Question question, CancellationToken cancellationToken)
        {
            Begin();
            return _bench.IsTripped(FaultyStep.NullTask) ? null! : EndAsync(question);
        }

        public Parcel Find(Question question, CancellationToken cancellationToken)
        {
            Begin();
            _bench.Trip(FaultyStep.NullTask);
            _bench.Trip(FaultyStep.AfterAwait);
            return Pack(_origin.Ask(question.Id, default));
        }

        private void Begin()
        {
            _bench.Trip(FaultyStep.Call);
            if (_bench.IsTripped(FaultyStep.Cancellation))
            {
                throw new OperationCanceledException();
            }

            if (_bench.IsArmed(FaultyStep.Logger))
            {
                FaultyBench.Throw(); // So that there is something to log.
            }
        }

        private async Task<Parcel> EndAsync(Question question)
        {
            await Task.Yield();
            _bench.Trip(FaultyStep.AfterAwait);
            return Pack(await _origin.AskAsync(question.Id, default));
        }

        private Parcel Pack(string? text)
        {
            var parcel = new Parcel { Text = text };
            _bench.HandOut();
            return parcel;
        }
    }

    /// <summary>Is disposed of with its scope.</summary>
    internal sealed class Guest(FaultyBench bench) : IAsyncDisposable
    {
        private bool _hasCome;

        public void Come() => _hasCome = true;

        public ValueTask DisposeAsync()
        {
            bench.Trip(FaultyStep.ScopeDisposal);
            return _hasCome ? new ValueTask(LeaveAsync()) : ValueTask.CompletedTask;
        }

        private async Task LeaveAsync()
        {
            await Task.Yield();
            bench.Trip(FaultyStep.ScopeDisposalLater);
        }
    }

    internal sealed class BenchVaryBy(FaultyBench bench) : IVaryBy
    {
        public string Name => "bench";

        public string GetValue(IServiceProvider caller) => "value";

        public IDisposable Restore(string value, IServiceProvider run)
        {
            bench.Trip(FaultyStep.Restore);
            return new Undo(bench);
        }

        private sealed class Undo(FaultyBench bench) : IDisposable
        {
            public void Dispose() => bench.Trip(FaultyStep.Undo);
        }
    }

    internal sealed class BenchLogger(FaultyBench bench) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            bench.Trip(FaultyStep.Logger);

        public void Dispose()
        {
        }
    }
}
