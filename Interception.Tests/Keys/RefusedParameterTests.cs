using System.Data.Common;
using System.Linq.Expressions;
using Interception.Keys;
using Interception.Keys.Canonical;

namespace Interception.Tests.Keys;

/// <summary>Parameters that say nothing of what a call means to anybody but the caller's own process.</summary>
[TestFixture]
internal sealed class RefusedParameterTests
{
    private interface IMethod<T>
    {
        void Take(T argument);
    }

    [TestCase(typeof(Func<int, bool>))]
    [TestCase(typeof(Expression<Func<int, bool>>))]
    [TestCase(typeof(IQueryable<int>))]
    [TestCase(typeof(IAsyncEnumerable<int>))]
    [TestCase(typeof(Stream))]
    [TestCase(typeof(DbConnection))]
    [TestCase(typeof(IServiceProvider))]
    [TestCase(typeof(Task<int>))]
    [TestCase(typeof(Type))]
    [TestCase(typeof(object))]
    [Property("Failure", "K8")]
    public void TryCreate_ParameterThatIsNoData_IsAProblemThatNamesIt(Type type)
    {
        KeySchema? schema = KeySchema.TryCreate(
            typeof(IMethod<>).MakeGenericType(type).GetMethod(nameof(IMethod<>.Take))!, [], 0, KeyZoo.Shapes,
            new CanonicalWriters(KeyZoo.Shapes, CanonicalRules.ForKeys), one => new JsonCodec(one), out string? problem);

        Assert.That(schema, Is.Null);
        Assert.That(problem, Does.StartWith("parameter 'argument': ").And.EndWith(", or leave the parameter out of keys with [KeyIgnore]"));
    }
}
