namespace Interception.Benchmarks.Subjects;

/// <summary>Answers at once.</summary>
public sealed class TenMethods<TRow, TColumn> : ITenMethods<TRow, TColumn>
{
    public string Name(int id) => "name";

    public string NameIn(int id, string language) => language;

    public Task<string> NameAsync(int id) => Task.FromResult("name");

    public Task<string> NameInAsync(int id, string language) => Task.FromResult(language);

    public ValueTask<string> ShortNameAsync(int id) => new("name");

    public long Count(Guid customer) => 1;

    public Task<long> CountAsync(Guid customer, DateTime day) => Task.FromResult(1L);

    public decimal Price(int id, DayOfWeek day) => id;

    public Task<decimal?> PriceAsync(int id, int? discount) => Task.FromResult<decimal?>(id);

    public string Version() => "1";
}
