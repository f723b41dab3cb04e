using System.Globalization;
using System.Numerics;
using System.Runtime.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Corpus;

/// <summary>A bank's services.</summary>
internal sealed class MoneyTheme : ITheme
{
    public IEnumerable<Probe> Probes =>
    [
        Probe.Of<IAccounts>(all => all.OfAsync(7, false)),
        Probe.Of<IStatements>(all => all.FindAsync("SE12", 2026, 3)),
        Probe.Of<IIbans>(all => all.IsValid("SE4550000000058398257466")),
        Probe.Of<IBankDirectory>(all => all.ByCodeAsync(5000)),
        Probe.Of<ILoanCalculator>(all => all.Plan(new LoanTerms(250_000m, 0.0395, 24))),
        Probe.Of<IStockQuotes>(all => all.QuoteAsync("NRD", CancellationToken.None)),
        Probe.Of<IStockQuotes>(all => all.QuotesAsync(new List<string> { "NRD", "SUD" })),
        Probe.Of<IPortfolios>(all => all.ValueAsync(7, new DateOnly(2026, 5, 4))),
        Probe.Of<IBudgets>(all => all.OfAsync(7)),
        Probe.Of<IHolidays>(all => all.Of("SE", 2026)),
        Probe.Of<IHolidays>(all => all.NextBusinessDay("SE", new DateOnly(2026, 5, 1))),
        Probe.Of<ITokenSupply>(all => all.Of("abc")),
    ];

    public void Register(IServiceCollection services) => services
        .AddScoped<IAccounts, Accounts>().AddScoped<IStatements, Statements>().AddSingleton<IIbans, Ibans>().AddScoped<IBankDirectory, BankDirectory>()
        .AddTransient<ILoanCalculator, LoanCalculator>().AddScoped<IStockQuotes, StockQuotes>().AddScoped<IPortfolios, Portfolios>()
        .AddScoped<IBudgets, Budgets>().AddSingleton<IHolidays, Holidays>().AddSingleton<ITokenSupply, TokenSupply>();
}

internal readonly record struct Money(decimal Amount, string Currency);

internal sealed class Account
{
    public required string Iban { get; init; }

    public Money Balance { get; init; }

    public Money? Limit { get; init; }

    public AccountKind Kind { get; init; }
}

internal enum AccountKind : sbyte
{
    Closed = -1,
    Current,
    Savings,
}

internal interface IAccounts
{
    Task<IReadOnlyList<Account>> OfAsync(long customer, bool withClosed);
}

internal sealed class Accounts : IAccounts
{
    public Task<IReadOnlyList<Account>> OfAsync(long customer, bool withClosed) => Task.FromResult<IReadOnlyList<Account>>(
        [new() { Iban = "SE12", Balance = new(100.10m, "SEK"), Kind = AccountKind.Savings }, new() { Iban = "SE13", Limit = new(0.00m, "SEK") }]);
}

/// <summary>A contract that is shared with another system.</summary>
[DataContract]
internal sealed class Statement
{
    [DataMember(Order = 1)]
    public string? Iban { get; set; }

    [DataMember(Order = 2)]
    public List<Booking> Bookings { get; set; } = [];
}

[DataContract]
internal sealed class Booking
{
    [DataMember(Order = 1)]
    public DateTime On { get; set; }

    [DataMember(Order = 2)]
    public decimal Amount { get; set; }

    [DataMember(Order = 3)]
    public string? Text { get; set; }
}

internal interface IStatements
{
    Task<Statement?> FindAsync(string iban, int year, int month);
}

internal sealed class Statements : IStatements
{
    public Task<Statement?> FindAsync(string iban, int year, int month) => Task.FromResult<Statement?>(new Statement
    {
        Iban = iban, Bookings = [new() { On = new DateTime(year, month, 2, 0, 0, 0, DateTimeKind.Utc), Amount = -9.90m, Text = "Coffee" }],
    });
}

internal interface IIbans
{
    bool IsValid(string iban);
}

internal sealed class Ibans : IIbans
{
    public bool IsValid(string iban) =>
        BigInteger.Parse(string.Concat((iban[4..] + iban[..4]).Select(one => char.IsDigit(one) ? $"{one}" : $"{one - 'A' + 10}")), CultureInfo.InvariantCulture) % 97 == 1;
}

internal sealed record Bank(ushort Code, string Name, string Bic);

internal interface IBankDirectory
{
    ValueTask<Bank?> ByCodeAsync(ushort code);
}

internal sealed class BankDirectory : IBankDirectory
{
    public ValueTask<Bank?> ByCodeAsync(ushort code) => new(new Bank(code, "Nordbank", "NORDSESS"));
}

internal sealed record LoanTerms(decimal Amount, double Rate, int Months);

internal sealed record Instalment(int Month, decimal Interest, decimal Principal);

internal interface ILoanCalculator
{
    IEnumerable<Instalment> Plan(LoanTerms terms);
}

internal sealed class LoanCalculator : ILoanCalculator
{
    public IEnumerable<Instalment> Plan(LoanTerms terms)
    {
        for (int month = 1; month <= terms.Months; month++)
        {
            yield return new Instalment(month, Math.Round(terms.Amount * (decimal)terms.Rate / 12, 2), terms.Amount / terms.Months);
        }
    }
}

internal sealed record Quote(string Symbol, decimal Bid, decimal Ask, DateTimeOffset At)
{
    public decimal Spread => Ask - Bid;
}

internal interface IStockQuotes
{
    Task<Quote?> QuoteAsync(string symbol, CancellationToken cancellationToken);

    Task<Dictionary<string, Quote>> QuotesAsync(List<string> symbols);
}

internal sealed class StockQuotes(TimeProvider clock) : IStockQuotes
{
    public Task<Quote?> QuoteAsync(string symbol, CancellationToken cancellationToken) => Task.FromResult<Quote?>(Make(symbol));

    public async Task<Dictionary<string, Quote>> QuotesAsync(List<string> symbols)
    {
        await Task.Yield();
        return symbols.ToDictionary(one => one, Make);
    }

    private Quote Make(string symbol) => new(symbol, 10.10m, 10.15m, clock.GetUtcNow());
}

internal interface IPortfolios
{
    Task<Money> ValueAsync(int customer, DateOnly day);
}

internal sealed class Portfolios(IStockQuotes quotes) : IPortfolios
{
    public async Task<Money> ValueAsync(int customer, DateOnly day) => new(100 * (await quotes.QuoteAsync("NRD", CancellationToken.None))!.Bid, "SEK");
}

internal sealed class Budget
{
    public IDictionary<string, decimal> Planned { get; } = new SortedDictionary<string, decimal>();

    public IReadOnlyDictionary<string, decimal>? Spent { get; init; }

    public Queue<string> Warnings { get; } = new();
}

internal interface IBudgets
{
    Task<Budget> OfAsync(int customer);
}

internal sealed class Budgets : IBudgets
{
    public Task<Budget> OfAsync(int customer)
    {
        var budget = new Budget { Spent = new Dictionary<string, decimal> { ["food"] = 12.30m } };
        budget.Planned["food"] = 100m;
        budget.Warnings.Enqueue("none yet");
        return Task.FromResult(budget);
    }
}

internal interface IHolidays
{
    IReadOnlySet<DateOnly> Of(string country, int year);

    DateOnly NextBusinessDay(string country, DateOnly day);
}

internal sealed class Holidays : IHolidays
{
    public IReadOnlySet<DateOnly> Of(string country, int year) => new HashSet<DateOnly> { new(year, 1, 1), new(year, 5, 1) };

    public DateOnly NextBusinessDay(string country, DateOnly day)
    {
        do
        {
            day = day.AddDays(1);
        }
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || Of(country, day.Year).Contains(day));

        return day;
    }
}

internal interface ITokenSupply
{
    BigInteger? Of(string token);
}

internal sealed class TokenSupply : ITokenSupply
{
    public BigInteger? Of(string token) => BigInteger.Pow(10, 27);
}
