using System.Globalization;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>A culture whose formats are not those of its name: the name stands in the key, and a run would get the name's.</summary>
[TestFixture]
internal sealed class OwnCultureTests
{
    private static readonly TestCaseData<Func<CultureInfo>>[] Own =
    [
        Case("separator", () => new CultureInfo("de-DE") { NumberFormat = { NumberDecimalSeparator = "·" } }),
        Case("currency", () => new CultureInfo("de-DE") { NumberFormat = { CurrencySymbol = "EUR" } }),
        Case("group sizes", () => new CultureInfo("de-DE") { NumberFormat = { NumberGroupSizes = [2, 3] } }),
        Case("date", () => new CultureInfo("de-DE") { DateTimeFormat = { ShortDatePattern = "yyyy/MM/dd" } }),
        Case("names", () => new CultureInfo("de-DE") { DateTimeFormat = { AbbreviatedDayNames = ["1", "2", "3", "4", "5", "6", "7"] } }),
        Case("calendar", () => new CultureInfo("th-TH") { DateTimeFormat = { Calendar = new GregorianCalendar() } }),
        Case("century", () => new CultureInfo("en-US") { DateTimeFormat = { Calendar = new GregorianCalendar { TwoDigitYearMax = 2099 } } }),
        Case("read-only", () => CultureInfo.ReadOnly(new CultureInfo("de-DE") { NumberFormat = { NumberDecimalSeparator = "·" } })),
        Case("order", () => new CultureInfo("de-DE_phoneb")),
        Case("a class of its own", () => new OwnCulture("de-DE")),
    ];

    private static readonly TestCaseData<Func<CultureInfo>>[] Usual =
    [
        Case("shared", () => CultureInfo.GetCultureInfo("de-DE")),
        Case("made", () => new CultureInfo("de-DE")),
        Case("looked at", () => new CultureInfo("de-DE") { NumberFormat = { NumberDecimalSeparator = "," } }),
        Case("as ASP.NET Core has it", () => CultureInfo.ReadOnly(new CultureInfo("de-DE"))),
        Case("invariant", () => CultureInfo.InvariantCulture),
        Case("neutral", () => new CultureInfo("de")),
        Case("own calendar", () => new CultureInfo("th-TH")),
    ];

    [TestCaseSource(nameof(Own))]
    public async Task Call_FormatsOfItsOwn_RunsUncached(Func<CultureInfo> make)
    {
        await using CacheHost host = Start();
        CultureInfo culture = make();

        string?[] answers = [await AskAsync(host, culture, culture), await AskAsync(host, culture, culture)];

        Assert.That(answers, Is.All.EqualTo($"{culture.Name} {0.5.ToString(culture)} old-1"));
        Assert.That(host.Origin.Runs, Is.EqualTo(2));
        Assert.That(host.EventNames(), Is.Empty);
    }

    [TestCaseSource(nameof(Own))]
    public async Task Call_TextsInFormatsOfTheirOwn_RunsUncached(Func<CultureInfo> make)
    {
        await using CacheHost host = Start();
        CultureInfo culture = make();

        await AskAsync(host, CultureInfo.InvariantCulture, culture);
        await AskAsync(host, CultureInfo.InvariantCulture, culture);

        Assert.That(host.Origin.Runs, Is.EqualTo(2));
    }

    [TestCaseSource(nameof(Usual))]
    public async Task Call_FormatsOfItsName_IsCached(Func<CultureInfo> make)
    {
        await using CacheHost host = Start();

        await AskAsync(host, make(), CultureInfo.InvariantCulture);
        await AskAsync(host, make(), CultureInfo.InvariantCulture);
        await AskAsync(host, CultureInfo.GetCultureInfo(make().Name), CultureInfo.InvariantCulture);

        Assert.That(host.Origin.Runs, Is.EqualTo(1));
    }

    [Test]
    public async Task Call_FormatsChangeBetweenCalls_RunsUncachedFromThenOn()
    {
        await using CacheHost host = Start();
        var culture = new CultureInfo("de-DE");
        Assert.That(await AskAsync(host, culture, culture), Is.EqualTo("de-DE 0,5 old-1"));

        culture.NumberFormat.NumberDecimalSeparator = "·";

        Assert.That(await AskAsync(host, culture, culture), Is.EqualTo("de-DE 0·5 old-1"));
    }

    private static TestCaseData<Func<CultureInfo>> Case(string name, Func<CultureInfo> make)
    {
        var data = new TestCaseData<Func<CultureInfo>>(make);
        data.SetArgDisplayNames(name);
        return data;
    }

    private static async Task<string> AskAsync(CacheHost host, CultureInfo culture, CultureInfo uiCulture)
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture); // An async method's own: it ends with it.
        return await host.Get<IAmbient>().CultureAsync(1);
    }

    private static CacheHost Start() => new(services => services
        .AddSingleton(new AsyncLocal<string?>())
        .AddScoped<IAmbient, Ambient>()
        .AddInterception(all => all.Methods["IAmbient.CultureAsync"] = new MethodOptions { VaryBy = ["culture"], Check = CheckMode.Off })
        .DecorateWithCaching<IAmbient>());

    private sealed class OwnCulture(string name) : CultureInfo(name)
    {
        public override object? GetFormat(Type? formatType) =>
            base.GetFormat(formatType);
    }
}
