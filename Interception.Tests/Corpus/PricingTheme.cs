using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Interception.Tests.Corpus;

/// <summary>What things cost.</summary>
internal sealed class PricingTheme : ITheme
{
    public IEnumerable<Probe> Probes =>
    [
        Probe.Of<IPriceList>(all => all.PriceOf("SKU-1", "EUR")),
        Probe.Of<IPriceList>(all => all.PriceOf("none", "EUR")),
        Probe.Of<IExchangeRates>(all => all.RateAsync("EUR", "SEK", new DateOnly(2026, 5, 4))),
        Probe.Of<IExchangeRates>(all => all.RatesAsync("EUR")),
        Probe.Of<IRateFeed>("ecb", all => all.LatestAsync(CancellationToken.None)),
        Probe.Of<IRateFeed>("boe", all => all.LatestAsync(CancellationToken.None)),
        Probe.Of<IDiscounts>(all => all.ForAsync(7)),
        Probe.Of<ITaxRates>(all => all.Of("DE", TaxClass.Reduced)),
        Probe.Of<IShippingQuotes>(all => all.QuoteAsync(new Parcel(1.5, new Dimensions(10, 20, 30)), "SE", CancellationToken.None)),
        Probe.Of<ICurrencies>(all => all.All()),
        Probe.Of<IPriceHistory>(all => all.BetweenAsync("SKU-1", new DateOnly(2026, 1, 1), null)),
        Probe.Of<ICoupons>(all => all.CheckAsync("SPRING")),
        Probe.Of<ICoupons>(all => all.CheckAsync("autumn")),
        Probe.Of<PriceFormat>(all => all.TextOf(12.5m, "EUR")),
    ];

    public void Register(IServiceCollection services)
    {
        services.Configure<ShopOptions>(options => options.Currency = "EUR");
        services.AddScoped<IPriceList, PriceList>().AddSingleton<IExchangeRates, ExchangeRates>().AddScoped<IDiscounts, Discounts>()
            .AddSingleton<ITaxRates, TaxRates>().AddScoped<IShippingQuotes, ShippingQuotes>().AddSingleton<ICurrencies, Currencies>()
            .AddScoped<IPriceHistory, PriceHistory>().AddScoped<ICoupons, Coupons>().AddScoped<PriceFormat>();
        services.AddKeyedSingleton<IRateFeed>("ecb", (_, _) => new RateFeed(1m)).AddKeyedSingleton<IRateFeed>("boe", (_, _) => new RateFeed(0.86m));
    }
}

internal sealed class ShopOptions
{
    public string Currency { get; set; } = "";
}

internal interface IPriceList
{
    decimal? PriceOf(string sku, string currency);
}

internal sealed class PriceList(IOptions<ShopOptions> options) : IPriceList
{
    public decimal? PriceOf(string sku, string currency) => sku == "none" ? null : currency == options.Value.Currency ? 49.90m : 54.10m;
}

internal interface IExchangeRates
{
    ValueTask<decimal> RateAsync(string from, string to, DateOnly day);

    ValueTask<SortedDictionary<string, decimal>> RatesAsync(string from);
}

internal sealed class ExchangeRates : IExchangeRates
{
    public ValueTask<decimal> RateAsync(string from, string to, DateOnly day) => new(11.250m + day.Day);

    public async ValueTask<SortedDictionary<string, decimal>> RatesAsync(string from)
    {
        await Task.Yield();
        return new() { ["SEK"] = 11.25m, ["USD"] = 1.08m };
    }
}

internal readonly record struct FeedRate(string Currency, decimal Rate);

/// <summary>Two sources under one interface, told apart by key.</summary>
internal interface IRateFeed
{
    Task<FeedRate[]> LatestAsync(CancellationToken cancellationToken);
}

internal sealed class RateFeed(decimal factor) : IRateFeed
{
    public Task<FeedRate[]> LatestAsync(CancellationToken cancellationToken) =>
        Task.FromResult<FeedRate[]>([new("USD", 1.08m * factor), new("SEK", 11.25m * factor)]);
}

[JsonDerivedType(typeof(PercentOff), "percent")]
[JsonDerivedType(typeof(AmountOff), "amount")]
internal abstract record Discount(string Code);

internal sealed record PercentOff(string Code, double Percent) : Discount(Code);

internal sealed record AmountOff(string Code, decimal Amount, string Currency) : Discount(Code);

internal interface IDiscounts
{
    Task<List<Discount>> ForAsync(int customerId);
}

internal sealed class Discounts : IDiscounts
{
    public Task<List<Discount>> ForAsync(int customerId) =>
        Task.FromResult<List<Discount>>([new PercentOff("TEN", 10), new AmountOff("FIVER", 5, "EUR")]);
}

internal enum TaxClass : byte
{
    Normal,
    Reduced,
    Free,
}

internal readonly record struct TaxRate(decimal Percent, DateOnly Since);

internal interface ITaxRates
{
    TaxRate Of(string country, TaxClass taxClass);
}

internal sealed class TaxRates : ITaxRates
{
    public TaxRate Of(string country, TaxClass taxClass) => new(taxClass == TaxClass.Reduced ? 7m : 19m, new DateOnly(2021, 1, 1));
}

internal readonly struct Dimensions(int width, int height, int depth)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public int Depth { get; } = depth;
}

internal sealed record Parcel(double Kilograms, Dimensions Size);

internal sealed record ShippingQuote(string Carrier, decimal Price, TimeSpan Takes);

internal interface IShippingQuotes
{
    Task<IEnumerable<ShippingQuote>> QuoteAsync(Parcel parcel, string country, CancellationToken cancellationToken);
}

internal sealed class ShippingQuotes : IShippingQuotes
{
    public Task<IEnumerable<ShippingQuote>> QuoteAsync(Parcel parcel, string country, CancellationToken cancellationToken) => Task.FromResult(
        new[] { "Post", "Courier" }.Select((carrier, index) => new ShippingQuote(carrier, 4.90m + index, TimeSpan.FromDays(3 - index))));
}

internal interface ICurrencies
{
    IEnumerable<(string Code, int Digits)> All();
}

internal sealed class Currencies : ICurrencies
{
    public IEnumerable<(string Code, int Digits)> All()
    {
        yield return ("EUR", 2);
        yield return ("JPY", 0);
    }
}

internal sealed record PricePoint(DateOnly Day, decimal Price);

internal interface IPriceHistory
{
    Task<IList<PricePoint>> BetweenAsync(string sku, DateOnly from, DateOnly? to);
}

internal sealed class PriceHistory(TimeProvider clock) : IPriceHistory
{
    public Task<IList<PricePoint>> BetweenAsync(string sku, DateOnly from, DateOnly? to) => Task.FromResult<IList<PricePoint>>(
        [new(from, 45m), new(to ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.Date), 49.90m)]);
}

/// <summary>A result that says why not, instead of an exception.</summary>
internal sealed record Verdict<T>(T? Value, string? Error)
{
    public bool IsGood => Error is null;
}

internal interface ICoupons
{
    Task<Verdict<Discount>> CheckAsync(string code);
}

internal sealed class Coupons : ICoupons
{
    public Task<Verdict<Discount>> CheckAsync(string code) =>
        Task.FromResult(code == "SPRING" ? new Verdict<Discount>(new PercentOff(code, 15), null) : new Verdict<Discount>(null, "It has expired."));
}

/// <summary>A class without an interface.</summary>
public class PriceFormat
{
    public virtual string TextOf(decimal price, string currency) => FormattableString.Invariant($"{price:0.00} {currency}");
}
