using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Registration;

/// <summary>The mixture of services that an application or its frameworks register, none of which asks to be cached.</summary>
internal static class OrdinaryServices
{
    internal interface IMarker;

    internal interface IOut
    {
        bool TryGet(int id, out string name);
    }

    internal interface ISpans
    {
        int Sum(ReadOnlySpan<int> values);

        ref int Slot(int index);
    }

    internal interface IFactory
    {
        static abstract int Next { get; }

        int Count(int id);
    }

    internal interface IStreams
    {
        IAsyncEnumerable<int> ReadAsync();

        Stream Open(string name);

        IQueryable<int> Query();
    }

    internal interface IGeneric<T>
    {
        T Echo(T value);
    }

    internal interface IObjects
    {
        object Find(object key);

        Delegate Handler();

        Type Kind();
    }

    private interface IPrivate
    {
        int Count();
    }

    internal abstract class Clock
    {
        public abstract DateTime Now();

        protected internal virtual int Ticks() => 1;
    }

    internal class Open
    {
        public virtual int Count() => 1;

        internal virtual int Inner() => 2;
    }

    internal delegate int Compute(int value);

    internal record Settings(string Name);

    private sealed class Private : IPrivate
    {
        public int Count() => 1;
    }

    private sealed class Everything : IMarker, IOut, ISpans, IStreams, IGeneric<int>, IGeneric<string>, IObjects, IFactory
    {
        private int _slot;

        public static int Next => 1;

        public bool TryGet(int id, out string name) => (name = "x").Length > id;

        public int Sum(ReadOnlySpan<int> values) => values.Length;

        public ref int Slot(int index) => ref _slot;

        public IAsyncEnumerable<int> ReadAsync() => throw new NotSupportedException();

        public Stream Open(string name) => Stream.Null;

        public IQueryable<int> Query() => Array.Empty<int>().AsQueryable();

        public int Echo(int value) => value;

        public string Echo(string value) => value;

        public object Find(object key) => key;

        public Delegate Handler() => Count;

        public Type Kind() => typeof(int);

        public int Count(int id) => id;
    }

    private sealed class SystemClock : Clock
    {
        public override DateTime Now() => DateTime.UnixEpoch;
    }

    private sealed class Comparer : IComparer<string>
    {
        public int Compare(string? x, string? y) => string.CompareOrdinal(x, y);
    }

    private sealed class Reporter : IProgress<int>, IObserver<int>
    {
        public void Report(int value)
        {
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnNext(int value)
        {
        }
    }

    /// <summary>Registers them; each is resolvable from a scope.</summary>
    public static IServiceCollection AddOrdinaryServices(this IServiceCollection services) => services
        .AddScoped<IMarker, Everything>().AddScoped<IOut, Everything>().AddScoped<ISpans, Everything>()
        .AddTransient<IStreams, Everything>().AddTransient<IGeneric<int>, Everything>().AddSingleton<IGeneric<string>, Everything>()
        .AddScoped<IObjects, Everything>().AddScoped(typeof(IFactory), typeof(Everything)).AddScoped<IPrivate, Private>().AddScoped<Everything>()
        .AddSingleton<Clock, SystemClock>().AddScoped<Open>().AddScoped(_ => new Open()).AddSingleton(new Open())
        .AddSingleton<Compute>(value => value).AddSingleton(new Settings("x")).AddSingleton(typeof(List<>)).AddScoped<HashSet<int>>()
        .AddSingleton<IComparer<string>, Comparer>().AddSingleton<IEqualityComparer<string>>(StringComparer.Ordinal)
        .AddSingleton<IProgress<int>, Reporter>().AddSingleton<IObserver<int>, Reporter>()
        .AddSingleton<IFormatProvider>(CultureInfo.InvariantCulture).AddSingleton<ICloneable>("text").AddSingleton("text")
        .AddSingleton<IEnumerable>(Array.Empty<int>()).AddSingleton<IDictionary<string, int>>(new Dictionary<string, int>())
        .AddSingleton<IList<int>>([1]).AddSingleton<ConcurrentDictionary<int, int>>().AddSingleton<StringBuilder>()
        .AddSingleton<Encoding>(Encoding.UTF8).AddSingleton<Stream>(Stream.Null).AddScoped<CancellationTokenSource>(_ => new CancellationTokenSource())
        .AddSingleton(new Uri("http://example.com")).AddSingleton<Lazy<int>>(_ => new Lazy<int>(1)).AddSingleton<Random>()
        .AddSingleton<IServiceProviderFactory<IServiceCollection>>(new DefaultServiceProviderFactory())
        .AddSingleton<Exception>(_ => new InvalidOperationException()).AddSingleton<TextWriter>(TextWriter.Null).AddSingleton<Version>(new Version(1, 2))
        .AddKeyedScoped<IOut, Everything>("k").AddKeyedSingleton<IObjects, Everything>(KeyedService.AnyKey);

    /// <summary>What an HTTP client and its kind add: open generics, factories and services for any key.</summary>
    public static IServiceCollection AddHttpClientLikeServices(this IServiceCollection services) =>
        services.AddOptions().AddSingleton(typeof(IGeneric<>), typeof(Generic<>)).AddKeyedTransient<IOut, Everything>(KeyedService.AnyKey);

    private sealed class Generic<T> : IGeneric<T>
    {
        public T Echo(T value) => value;
    }
}
