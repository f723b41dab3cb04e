using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using ProtoBuf;

namespace Interception.Tests.EndToEnd;

/// <summary>Copies of a cached answer that fail of a sudden: the caller gets one of a run, and the answer goes.</summary>
[TestFixture]
internal sealed class FailingCopyTests
{
    public interface IPages
    {
        Task<Page?> FindAsync(int id);

        Page? Find(int id);
    }

    [TearDown]
    public void Mend() => Page.Copying.Value = null;

    [Test]
    public async Task Hit_CopyFails_RunsAgainAndReplacesTheAnswer([Values] bool isAsync)
    {
        await using CacheHost host = Start(CheckMode.Off);
        await AskAsync(host, isAsync);
        host.Origin.Text = "new";
        FailOnce();

        Assert.That(await AskAsync(host, isAsync), Is.EqualTo("new-1"));
        Assert.That(await AskAsync(host, isAsync), Is.EqualTo("new-1"));

        Assert.That(host.Origin.Runs, Is.EqualTo(2));
        Assert.That(host.EventNames(), Is.EqualTo((string[])["ResultNotCached"]));
    }

    [Test]
    public async Task Miss_CopyForTheCallerFails_IsHandedWhatTheMethodReturned()
    {
        await using CacheHost host = Start(CheckMode.Off);
        FailOnce(); // The copy that is made within the run, to see whether it equals the result, is not this caller's.

        Assert.That(await AskAsync(host, isAsync: true), Is.EqualTo("old-1"));
        Assert.That(host.EventNames(), Is.EqualTo((string[])["ResultNotCached"]));
    }

    [Test]
    public async Task Wait_CopyFailsAfterTheCheck_RunsAgainAndReplacesTheAnswer([Values] bool isAsync)
    {
        await using CacheHost host = Start(CheckMode.Adaptive);
        await AskAsync(host, isAsync);
        host.Clock.Advance(TimeSpan.FromHours(2));
        FailOnce();

        Assert.That(await AskAsync(host, isAsync), Is.EqualTo("old-1"));

        Assert.That(host.Origin.Runs, Is.EqualTo(3), "the first, the check that found it unchanged, and the one in the place of the copy");
        Assert.That(host.EventNames(), Is.EqualTo((string[])["ResultNotCached"]));
    }

    private static async Task<string?> AskAsync(CacheHost host, bool isAsync) =>
        (isAsync ? await host.Get<IPages>().FindAsync(1).Soon() : host.Get<IPages>().Find(1))?.Text;

    private static void FailOnce()
    {
        int copies = 0;
        Page.Copying.Value = () =>
        {
            if (copies++ == 0)
            {
                throw new InvalidOperationException("No more copies.");
            }
        };
    }

    private static CacheHost Start(CheckMode check) => new(services => services
        .AddScoped<IPages, Pages>()
        .AddInterception(all =>
        {
            foreach (string name in (string[])["FindAsync", "Find"])
            {
                all.Methods[$"IPages.{name}"] = new MethodOptions { Check = check, Expiry = TimeSpan.FromDays(1), Results = ResultHandling.Copy };
            }
        })
        .DecorateWithCaching<IPages>());

    [ProtoContract]
    public sealed class Page
    {
        /// <summary>What is done when a copy of one is filled, where it was set.</summary>
        internal static readonly AsyncLocal<Action?> Copying = new();

        [ProtoIgnore]
        private string? _text;

        [ProtoMember(1)]
        public string? Text
        {
            get => _text;
            set
            {
                Copying.Value?.Invoke();
                _text = value;
            }
        }

        public static Page Of(string? text) => new() { _text = text };
    }

    private sealed class Pages(Origin origin) : IPages
    {
        public async Task<Page?> FindAsync(int id) => Page.Of(await origin.AskAsync(id, default));

        public Page? Find(int id) => Page.Of(origin.Ask(id, default));
    }
}
