namespace Interception.Benchmarks.Subjects;

/// <summary>One of many services: each pair of types closes another one, for which Castle generates another proxy.</summary>
/// <typeparam name="TRow">Tells it from others.</typeparam>
/// <typeparam name="TColumn">Tells it from others.</typeparam>
public interface ITenMethods<TRow, TColumn>
{
    [Cached]
    string Name(int id);

    [Cached]
    string NameIn(int id, string language);

    [Cached]
    Task<string> NameAsync(int id);

    [Cached]
    Task<string> NameInAsync(int id, string language);

    [Cached]
    ValueTask<string> ShortNameAsync(int id);

    [Cached]
    long Count(Guid customer);

    [Cached]
    Task<long> CountAsync(Guid customer, DateTime day);

    [Cached]
    decimal Price(int id, DayOfWeek day);

    [Cached]
    Task<decimal?> PriceAsync(int id, int? discount);

    [Cached]
    string Version();
}
