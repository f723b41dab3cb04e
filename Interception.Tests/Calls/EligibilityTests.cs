using System.Reflection;
using System.Runtime.CompilerServices;
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

        Task<IAsyncEnumerable<int>> LaterStream();

        Promise Promised();

        ConfiguredTaskAwaitable<int> Configured();

        Task<IMembers> Itself();

        IMoreMembers More();

        ref readonly int Ref();

        T Loose<T>(T value)
            where T : allows ref struct;
    }

    /// <summary>Awaitable without being a task, and of nothing but plain data.</summary>
    internal struct Promise
    {
        public int Number { get; set; }

        public readonly TaskAwaiter<int> GetAwaiter() => Task.FromResult(Number).GetAwaiter();
    }

    internal interface IMoreMembers : IMembers;

    [TestCase("Value")]
    [TestCase("Maybe")]
    [TestCase("Listed")]
    [TestCase("Lazy")]
    [TestCase("Later")]
    [TestCase("Soon")]
    [TestCase("Echo")]
    [TestCase("In")]
    [TestCase("ReadOnly")]
    [Property("Failure", "C13")]
    public void FindProblem_Cacheable_None(string method) => Assert.That(Find(method), Is.Null);

    [TestCase("Fixed", "it is static; make it an instance method")]
    [TestCase("Dispose", "it disposes of the service")]
    [TestCase("DisposeAsync", "it disposes of the service")]
    [TestCase("Nothing", "it returns no result (void), so there is nothing to cache")]
    [TestCase("Walk", "its result (IEnumerator<int>) must be disposed of by one caller; return plain data")]
    [TestCase("Query", "it returns a query (IQueryable), which runs when it is read; return a list")]
    [TestCase("LaterQuery", "it returns a query (IQueryable), which runs when it is read; return a list")]
    [TestCase("SoonStream", "it returns a stream, which can be read once; return a byte array")]
    [TestCase("Twice", "its result must itself be awaited; return what it carries, in a Task or ValueTask")]
    [TestCase("LaterStream", "it returns a stream of results (IAsyncEnumerable); return a list")]
    [TestCase("Promised", "its result must itself be awaited; return what it carries, in a Task or ValueTask")]
    [TestCase("Configured", "its result must itself be awaited; return what it carries, in a Task or ValueTask")]
    [TestCase("Itself", "its result (EligibilityTests.IMembers) is the service itself; return plain data")]
    [TestCase("More", "its result (EligibilityTests.IMoreMembers) is the service itself; return plain data")]
    [TestCase("Ref", "it takes or returns a reference, span or pointer; use arrays or lists")]
    [TestCase("Loose", "it takes or returns a reference, span or pointer; use arrays or lists")]
    [Property("Failure", "C26")]
    [Property("Failure", "C27")]
    [Property("Failure", "B12")]
    public void FindProblem_NotCacheable_SaysWhyAndWhatToDo(string method, string problem) => Assert.That(Find(method), Is.EqualTo(problem));

    private static string? Find(string name)
    {
        MethodInfo method = ServiceMethods.Of(typeof(IMembers)).Single(one => one.Name == name);
        return Eligibility.FindProblem(typeof(IMembers), method);
    }
}
