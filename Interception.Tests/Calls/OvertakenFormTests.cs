using System.Reflection;
using Interception.Calls;
using Interception.Keys.Canonical;
using Interception.Lookup;
using Interception.Storage;
using Interception.Tests.Support;

namespace Interception.Tests.Calls;

/// <summary>A closed form of a generic method that was opened by settings which a reload has replaced meanwhile.</summary>
[TestFixture]
internal sealed class OvertakenFormTests
{
    internal interface IEchoes
    {
        T Echo<T>(T value);
    }

    private static readonly MethodInfo Echo = typeof(IEchoes).GetMethod(nameof(IEchoes.Echo))!;

    [Test]
    public async Task Find_ReloadComesWhileItOpens_AnswersByTheNewSettingsAndClosesTheOld()
    {
        await using CacheHost host = CacheHost.OfSource();
        CachedMethod<NumberKey>[] opened = [New(host), New(host)];
        int count = 0;
        MethodInterceptor interceptor = null!;
        interceptor = new MethodInterceptor(Echo, _ =>
        {
            if (count == 0)
            {
                interceptor.Reopen();
            }

            return opened[count++];
        }, static _ => true);

        CachedMethod? found = interceptor.Find(Echo.MakeGenericMethod(typeof(int)));

        Assert.That(found, Is.SameAs(opened[1]));
        Assert.That(interceptor.All, Is.EqualTo(new[] { opened[1] }));
        Assert.That(opened.Select(Keeps), Is.EqualTo(new[] { false, true }));
    }

    private static CachedMethod<NumberKey> New(CacheHost host)
    {
        CachedMethod source = host.Runtime.FindAll(typeof(ISource), null).Last().Find(typeof(ISource).GetMethod(nameof(ISource.Get))!)!;
        return new CachedMethod<NumberKey>(host.Runtime.Services, source.Lane.Run, source.Lane.Answers, source.Table.Schema, source.Rules, null);
    }

    /// <summary>Whether an answer that comes now stays in a method's table.</summary>
    private static bool Keeps(CachedMethod<NumberKey> method)
    {
        var table = (MethodTable<NumberKey>)method.Table;
        var run = new BareSlot();
        table.TryAdd(1, run);
        table.TryReplace(1, run, new Entry<NumberKey>(table, 1, new Answer(1, 1, null, default(ContentDigest)), [], new RunStamp(1, 1, 0)));
        return table.TryGet(1, out _);
    }
}
