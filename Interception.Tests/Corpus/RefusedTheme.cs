using System.Collections.Frozen;
using System.Collections.ObjectModel;
using System.Data;
using System.Globalization;
using System.Linq.Expressions;
using System.Net;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Interception.Tests.Corpus;

/// <summary>Otherwise ordinary services with methods that can't be cached, each beside some that can.</summary>
internal sealed class RefusedTheme : ITheme
{
    public IEnumerable<Probe> Probes => [];

    /// <remarks>Nobody makes them: only their types are looked at.</remarks>
    public void Register(IServiceCollection services)
    {
        foreach (Type service in (Type[])
            [typeof(IDownloads), typeof(ICommands), typeof(IParsers), typeof(IConnections), typeof(ICallbacks), typeof(IQueries), typeof(ILooseResults), typeof(INested), typeof(ITyped)])
        {
            services.AddScoped(service, _ => throw new InvalidOperationException("Nobody asks for it."));
        }

        services.AddScoped<Holdings>().AddScoped<SealedQuotes>().AddScoped<Derived>();
    }
}

internal interface IDownloads
{
    Task<byte[]> ThumbnailAsync(int id);

    [Refused("it returns a stream, which can be read once; return a byte array")]
    Task<Stream> OpenAsync(int id);

    [Refused("it returns a stream, which can be read once; return a byte array")]
    MemoryStream Copy(int id);

    [Refused("it returns a stream of results (IAsyncEnumerable); return a list")]
    IAsyncEnumerable<string> LinesAsync(int id, CancellationToken cancellationToken);

    [Refused("its result (StreamReader) must be disposed of by one caller; return plain data")]
    StreamReader Read(int id);

    [Refused("IDownloads.StoreAsync(Stream)")]
    Task<Guid> StoreAsync(Stream content);
}

internal interface ICommands
{
    Task<int> CountAsync();

    [Refused("it returns no result (void), so there is nothing to cache")]
    void Clear();

    [Refused("it returns no result (Task), so there is nothing to cache")]
    Task NotifyAsync(int id);

    [Refused("it returns no result (ValueTask), so there is nothing to cache")]
    ValueTask FlushAsync();
}

internal interface IParsers
{
    int? Find(string text);

    [Refused("its parameter 'value' is out, which a cached answer could not set; return all results in one object")]
    bool TryParse(string text, out int value);

    [Refused("its parameter 'position' is ref, which a cached answer could not set; return all results in one object")]
    string Next(string text, ref int position);

    [Refused("it takes or returns a reference, span or pointer; use arrays or lists")]
    int Sum(ReadOnlySpan<int> numbers);

    [Refused("it takes or returns a reference, span or pointer; use arrays or lists")]
    ReadOnlySpan<char> Trim(string text);

    [Refused("it takes or returns a reference, span or pointer; use arrays or lists")]
    ref readonly int First(int[] numbers);
}

internal interface IConnections
{
    bool IsOpen(string name);

    [Refused("its result (IDbConnection) must be disposed of by one caller; return plain data")]
    Task<IDbConnection> OpenAsync(string name);

    [Refused("its result (HttpResponseMessage) must be disposed of by one caller; return plain data")]
    Task<HttpResponseMessage> HeadAsync(Uri address);

    [Refused("its result (JsonDocument) must be disposed of by one caller; return plain data")]
    Task<JsonDocument> FetchAsync(Uri address);

    [Refused("its result (IAsyncDisposable) must be disposed of by one caller; return plain data")]
    ValueTask<IAsyncDisposable> LockAsync(string name);

    [Refused("its result (IConnections) is the service itself; return plain data")]
    IConnections With(string option);
}

internal interface ICallbacks
{
    string Name(int id);

    [Refused("'System.Func<System.Int32, System.Int32>' is a delegate; only data can be cached")]
    Func<int, int> Rule(string name);

    [Refused("Subscription.Ended: 'System.Action' is a delegate; only data can be cached")]
    Task<Subscription> SubscriptionAsync(int id);

    [Refused("'System.Lazy<System.Int32>' is a framework type that can't be copied")]
    Lazy<int> Later(int id);

    [Refused("ICallbacks.LoadAsync(string, Func<string>)")]
    Task<string> LoadAsync(string key, Func<string> otherwise);

    [Refused("its result must itself be awaited; return what it carries, in a Task or ValueTask")]
    Task<Task<int>> TwiceAsync();

    [Refused("'Microsoft.Extensions.Primitives.IChangeToken' is a framework type that can't be copied")]
    IChangeToken Watch();
}

internal sealed class Subscription
{
    public int Id { get; set; }

    public Action? Ended { get; set; }
}

internal interface IQueries
{
    Task<List<Note>> ListAsync(string owner);

    [Refused("it returns a query (IQueryable), which runs when it is read; return a list")]
    IQueryable<Note> All();

    [Refused("it returns a query (IQueryable), which runs when it is read; return a list")]
    IOrderedQueryable<Note> Sorted();

    [Refused("it returns a query (IQueryable), which runs when it is read; return a list")]
    DbSet<Note> Set();

    [Refused("IQueries.WhereAsync(Expression<Func<Note, bool>>)")]
    Task<List<Note>> WhereAsync(Expression<Func<Note, bool>> filter);

    [Refused("'System.Linq.ILookup<System.String, Interception.Tests.Corpus.Note>' is a framework type that can't be copied")]
    ILookup<string, Note> ByTitle();
}

internal interface ILooseResults
{
    JsonElement Json(string name);

    [Refused("object: 'System.Object' has no known derived types")]
    object Anything(string name);

    [Refused("LooseRow.Cells[]: 'System.Object' has no known derived types")]
    Task<LooseRow> RowAsync(int id);

    [Refused("'Interception.Tests.Corpus.Animal' has no known derived types")]
    Task<Animal?> AnimalAsync(int id);

    [Refused("'Interception.Tests.Corpus.IAnimal' has no known derived types")]
    Task<IReadOnlyList<IAnimal>> AnimalsAsync();

    [Refused("'System.Text.Json.Nodes.JsonNode'")]
    JsonNode? Node(string name);

    [Refused("'System.Xml.Linq.XElement'")]
    XElement Xml(string name);

    [Refused("its result (DataTable) must be disposed of by one caller; return plain data")]
    DataTable Table(string name);

    [Refused("Failure.Reason: 'System.Exception' is a framework type that can't be copied")]
    Task<Failure> FailureAsync();

    [Refused("ILooseResults.ByKeyAsync(object)")]
    Task<string> ByKeyAsync(object key);

    [Refused("is made of too many types, or of itself without end; use a plainer type")]
    Endless<int> Endless();
}

internal sealed record LooseRow(Dictionary<string, object> Cells);

internal abstract class Animal
{
    public string? Name { get; set; }
}

internal interface IAnimal
{
    string? Name { get; }
}

internal sealed record Failure(string Text, Exception? Reason);

/// <summary>A type that is made of ever more types.</summary>
internal sealed class Endless<T>
{
    public T? Value { get; set; }

    public Endless<Endless<T>>? Next { get; set; }
}

internal interface INested
{
    List<int> Flat();

    [Refused("nests a collection in a collection; wrap the inner one in a class")]
    Task<Dictionary<string, List<int>>> GroupsAsync();

    [Refused("nests a collection in a collection; wrap the inner one in a class")]
    int[][] Grid();

    [Refused("is a framework type that can't be copied")]
    SortedList<int, string> Ranks();

    [Refused("has nullable structs for items, which can't be copied")]
    List<Coordinate?> Gaps();

    [Refused("is a framework type that can't be copied")]
    ReadOnlyCollection<int> View();

    [Refused("is a framework type that can't be copied")]
    FrozenDictionary<string, int> Frozen();

    [Refused("'Interception.Tests.Corpus.Numbers' is a collection class of its own, whose extra state would be lost in a copy")]
    Numbers Own();
}

internal sealed class Numbers : List<int>
{
    public string? Label { get; set; }
}

internal interface ITyped
{
    Version Current();

    [Refused("names code, not data; use its name as a string")]
    Type TypeOf(string name);

    [Refused("'System.Globalization.CultureInfo' is a framework type that can't be copied")]
    CultureInfo Culture(string name);

    [Refused("'System.TimeZoneInfo' is a framework type that can't be copied")]
    Task<TimeZoneInfo> ZoneAsync(string city);

    [Refused("'System.Net.IPAddress' is a framework type that can't be copied")]
    IPAddress Address(string host);

    [Refused("ITyped.MayAsync(ClaimsPrincipal)")]
    Task<bool> MayAsync(ClaimsPrincipal user);
}

/// <summary>A class without an interface.</summary>
public class Holdings
{
    public virtual int Count(int owner) => owner;

    [Refused("it is not virtual, so nothing can stand in front of it; make it virtual, or put an interface in front of the class")]
    public int Total(int owner) => 2 * owner;

    [Refused("it is internal; make it public or protected")]
    internal virtual int Hidden(int owner) => owner;
}

/// <summary>Its method could be cached, if the class were not as it is.</summary>
[Refused("the class 'SealedQuotes' is sealed; unseal it, or put an interface in front of it")]
internal sealed class SealedQuotes
{
    public string Quote(int id) => $"{id}";
}

public class Derived : Holdings
{
    [Refused("it is not virtual, so nothing can stand in front of it; make it virtual, or put an interface in front of the class")]
    public sealed override int Count(int owner) => 3 * owner;

    public virtual int Twice(int owner) => 2 * owner;
}
