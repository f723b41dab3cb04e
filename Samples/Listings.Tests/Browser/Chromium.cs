using Microsoft.Playwright;

namespace Listings.Tests.Browser;

/// <summary>A Chromium that is installed on this machine, without a window. Nothing is downloaded.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    /// <summary>The longest that starting it, a page or a click may take, in milliseconds.</summary>
    private const float Timeout = 20_000;

    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    public static async Task<Chromium> StartAsync()
    {
        string path = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium";
        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                $"There is no Chromium at '{path}'. Run Samples/install-chromium.sh, or set CHROMIUM_PATH to the path of one.",
                path);
        }

        Assertions.SetDefaultExpectTimeout(Timeout);
        IPlaywright playwright = await Playwright.CreateAsync();
        IBrowser browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Arguments, Timeout = Timeout });
        return new Chromium(playwright, browser);
    }

    /// <summary>Opens a page, in a window of its own with no cookies.</summary>
    public async Task<IPage> OpenAsync(Uri address)
    {
        IPage page = await _browser.NewPageAsync();
        page.SetDefaultTimeout(Timeout);
        await page.GotoAsync(address.ToString());
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
