using System.Runtime.CompilerServices;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>Many more answers than Memory:MaxBytes has room for.</summary>
[TestFixture]
internal sealed class MemoryPressureTests
{
    private const int TextLength = 50_000;
    private const int TextBytes = 2 * TextLength;
    private const int Answers = 500;
    private const long MaxBytes = 8 << 20;

    [Test, Property("Failure", "P4")]
    public async Task Misses_ManyLargeAnswers_NoMoreStayAliveThanTheBoundAllows()
    {
        await using CacheHost host = CacheHost.OfSource(method => method.Check = CheckMode.Off, all => all.Memory.MaxBytes = MaxBytes);
        host.Origin.Text = new string('x', TextLength);

        WeakReference[] answers = Ask(host);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        long alive = answers.Count(answer => answer.IsAlive);
        Assert.That(alive * TextBytes, Is.InRange(MaxBytes / 4, MaxBytes * 1.2), $"{alive} answers of {TextBytes} bytes");
        Assert.That(host.Runtime.Services.Bound.Bytes, Is.LessThanOrEqualTo(MaxBytes));
        Assert.That(host.Runtime.Services.Bound.Count, Is.EqualTo(alive), "what has left the bound has left the memory");
    }

    [Test, Property("Failure", "P4")]
    public async Task Misses_WhatIsLargeIsLeftOutOfTheComparison_CountsAllTheSame([Values] bool isShared)
    {
        await using var host = new CacheHost(services => services
            .AddScoped<IPages, Pages>()
            .AddInterception(all =>
            {
                all.Memory.MaxBytes = MaxBytes;
                all.Methods["IPages.Get"] = new MethodOptions { Check = CheckMode.Off, Results = isShared ? ResultHandling.Share : ResultHandling.Copy };
            })
            .DecorateWithCaching<IPages>());

        for (int id = 0; id < Answers; id++)
        {
            host.Get<IPages>().Get(id);
        }

        Assert.That(host.Runtime.Services.Bound.Count, Is.InRange(1, MaxBytes / TextLength));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] Ask(CacheHost host) =>
        [.. Enumerable.Range(0, Answers).Select(id => new WeakReference(host.Source.Get(id, default)))];

    public interface IPages
    {
        Page Get(int id);
    }

    public sealed record Page(int Id, [property: CompareIgnore] string Html);

    private sealed class Pages : IPages
    {
        private static readonly string Html = new('x', TextLength);

        public Page Get(int id) => new(id, Html);
    }
}
