using System.Collections.Concurrent;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using ProtoBuf;

namespace Interception.Tests.EndToEnd;

/// <summary>A result is looked at before anybody has it, and never again: its caller may be changing it.</summary>
[TestFixture, Property("Row", "R19")]
internal sealed class EarlyCopyTests
{
    public interface IPages
    {
        Task<Page> FindAsync(int id);

        Page Find(int id);
    }

    [Test, Property("Failure", "B30")]
    public async Task Result_OnceHandedOut_IsNotReadAgain([Values] bool isAsync)
    {
        await using CacheHost host = new(services => services
            .AddSingleton<Made>().AddScoped<IPages, Pages>()
            .AddInterception(all =>
            {
                all.Methods["IPages.FindAsync"] = new MethodOptions { Check = CheckMode.EveryHit, Results = ResultHandling.Copy };
                all.Methods["IPages.Find"] = new MethodOptions { Check = CheckMode.EveryHit, Results = ResultHandling.Copy };
            }).DecorateWithCaching<IPages>());
        var pages = host.Get<IPages>();

        Page first = isAsync ? await pages.FindAsync(1) : pages.Find(1);
        Page made = host.Get<Made>().Pages.Single();
        int reads = made.Reads;
        made.Text = first.Text = "changed";
        Page second = isAsync ? await pages.FindAsync(1) : pages.Find(1);
        await host.IdleAsync();

        Assert.That(reads, Is.Positive, "it was written down before it was handed out");
        Assert.That(made.Reads, Is.EqualTo(reads));
        Assert.That(first, Is.Not.SameAs(made), "what the method may go on using is nobody's");
        Assert.That(second.Text, Is.EqualTo("old-1"));
        Assert.That(host.Cache.Report().Methods.Sum(one => one.Unchanged), Is.EqualTo(1));
    }

    [ProtoContract]
    public sealed class Page
    {
        [ProtoIgnore]
        private int _reads;

        [ProtoIgnore]
        private string? _text;

        public int Reads => Volatile.Read(ref _reads);

        [ProtoMember(1)]
        public string? Text
        {
            get
            {
                Interlocked.Increment(ref _reads);
                return _text;
            }

            set => _text = value;
        }
    }

    /// <summary>What the method has returned.</summary>
    private sealed class Made
    {
        public ConcurrentQueue<Page> Pages { get; } = new();
    }

    private sealed class Pages(Made made, Origin origin) : IPages
    {
        public async Task<Page> FindAsync(int id) => Make(await origin.AskAsync(id, default));

        public Page Find(int id) => Make(origin.Ask(id, default));

        private Page Make(string? text)
        {
            var page = new Page { Text = text };
            made.Pages.Enqueue(page);
            return page;
        }
    }
}
