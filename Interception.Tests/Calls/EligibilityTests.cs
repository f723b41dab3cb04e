using System.Reflection;
using Interception.Calls;

namespace Interception.Tests.Calls;

[TestFixture]
internal sealed class EligibilityTests
{
    internal interface IMembers : IDisposable, IAsyncDisposable
    {
        static int Fixed() => 1;

        int Value();

        int? Maybe();

        List<int>? Listed();

        IEnumerable<int> Lazy();

        Task<int> Later();

        ValueTask<int> Soon();

        T Echo<T>(T value);

        int In(in int value);

        int ReadOnly(ref readonly int value);

        void Nothing();

        IEnumerator<int> Walk();

        IQueryable<int> Query();

        Task<IOrderedQueryable<int>> LaterQuery();

        ValueTask<MemoryStream> SoonStream();

        ValueTask<ValueTask<int>> Twice();

        ref readonly int Ref();

        T Loose<T>(T value)
            where T : allows ref struct;
    }

    [TestCase("Value")]
    [TestCase("Maybe")]
    [TestCase("Listed")]
    [TestCase("Lazy")]
    [TestCase("Later")]
    [TestCase("Soon")]
    [TestCase("Echo")]
    [TestCase("In")]
    [TestCase("ReadOnly")]
    public void FindProblem_Cacheable_None(string method) => Assert.That(Find(method), Is.Null);

    [TestCase("Fixed", "it is static; make it an instance method")]
    [TestCase("Dispose", "it disposes of the service")]
    [TestCase("DisposeAsync", "it disposes of the service")]
    [TestCase("Nothing", "it returns no result (void), so there is nothing to cache")]
    [TestCase("Walk", "its result (IEnumerator<int>) must be disposed of by one caller; return plain data")]
    [TestCase("Query", "it returns a query (IQueryable), which runs when it is read; return a list")]
    [TestCase("LaterQuery", "it returns a query (IQueryable), which runs when it is read; return a list")]
    [TestCase("SoonStream", "it returns a stream, which can be read once; return a byte array")]
    [TestCase("Twice", "its result is itself a task; return what the task carries")]
    [TestCase("Ref", "it takes or returns a reference, span or pointer; use arrays or lists")]
    [TestCase("Loose", "it takes or returns a reference, span or pointer; use arrays or lists")]
    [Property("Failure", "B12")]
    public void FindProblem_NotCacheable_SaysWhyAndWhatToDo(string method, string problem) => Assert.That(Find(method), Is.EqualTo(problem));

    private static string? Find(string name)
    {
        MethodInfo method = ServiceMethods.Of(typeof(IMembers)).Single(one => one.Name == name);
        return Eligibility.FindProblem(typeof(IMembers), method);
    }
}
