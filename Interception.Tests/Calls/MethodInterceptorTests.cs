using System.Reflection;
using Interception.Calls;

namespace Interception.Tests.Calls;

[TestFixture]
internal sealed class MethodInterceptorTests
{
    internal interface IEchoes
    {
        T Echo<T>(T value);
    }

    private static readonly MethodInfo Echo = typeof(IEchoes).GetMethod(nameof(IEchoes.Echo))!;
    private static readonly MethodInfo EchoOfInt = Echo.MakeGenericMethod(typeof(int));

    [Test]
    public void Find_ClosedForm_OpensItOnce()
    {
        var opened = new List<MethodInfo>();
        var interceptor = new MethodInterceptor(Echo, closed =>
        {
            opened.Add(closed);
            return null;
        }, static _ => true);

        interceptor.Find(EchoOfInt);
        interceptor.Find(EchoOfInt);
        interceptor.Find(Echo.MakeGenericMethod(typeof(string)));
        interceptor.Reopen();
        interceptor.Find(EchoOfInt);

        Assert.That(
            opened.Select(static one => one.GetGenericArguments()[0]),
            Is.EqualTo(new[] { typeof(int), typeof(string), typeof(int) }));
    }

    [Test]
    [Property("Failure", "F10")]
    public void Find_ReloadComesWhileItOpens_OpensAgainByTheNewSettings()
    {
        int opened = 0;
        MethodInterceptor interceptor = null!;
        interceptor = new MethodInterceptor(Echo, _ =>
        {
            if (opened++ == 0)
            {
                interceptor.Reopen();
            }

            return null;
        }, static _ => true);

        interceptor.Find(EchoOfInt);
        Assert.That(opened, Is.EqualTo(2), "in the call that the reload came into");
        interceptor.Find(EchoOfInt);
        Assert.That(opened, Is.EqualTo(2));
    }
}
