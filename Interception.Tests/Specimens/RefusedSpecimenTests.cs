using System.Collections;
using System.Collections.Frozen;
using System.Collections.ObjectModel;
using System.Data;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json.Nodes;
using Interception.Composition;
using Interception.Tests.Storage.Payload;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Specimens;

/// <summary>What can't be cached exactly is named when the application starts, with the path to the member, and goes to the method.</summary>
[TestFixture, Property("Row", "R11")]
internal sealed class RefusedSpecimenTests
{
    /// <summary>The types, with what the report says of them.</summary>
    private static readonly (Type Type, string Reason)[] Refused =
    [
        (typeof(int[][]), "nests a collection in a collection"),
        (typeof(int[,]), "int[,]"),
        (typeof(List<List<int>>), "nests a collection in a collection"),
        (typeof(List<Zoo.Place?>), "nullable structs for items"),
        (typeof(Dictionary<(int, string), List<int>>), "nests a collection in a collection"),
        (typeof(Dictionary<Guid, Dictionary<string, int[]>>), "nests a collection in a collection"),
        (typeof(SortedList<int, string>), "framework type"),
        (typeof(FrozenSet<int>), "framework type"),
        (typeof(FrozenDictionary<string, int>), "framework type"),
        (typeof(ReadOnlyCollection<int>), "framework type"),
        (typeof(ReadOnlyDictionary<string, int>), "framework type"),
        (typeof(Stack<int>), "Stack<int>"),
        (typeof(ConcurrentBagHolder), "ConcurrentBagHolder.Bag"),
        (typeof(object), "object"),
        (typeof(IComparable), "IComparable"),
        (typeof(ArrayList), "ArrayList"),
        (typeof(Hashtable), "Hashtable"),
        (typeof(Type), "Type"),
        (typeof(MethodInfo), "MethodInfo"),
        (typeof(Stream), "Stream"),
        (typeof(DataTable), "DataTable"),
        (typeof(Exception), "Exception"),
        (typeof(Func<int>), "Func<int>"),
        (typeof(Expression), "Expression"),
        (typeof(Lazy<int>), "Lazy<int>"),
        (typeof(CancellationToken), "CancellationToken"),
        (typeof(IQueryable<int>), "IQueryable<int>"),
        (typeof(IAsyncEnumerable<int>), "IAsyncEnumerable<int>"),
        (typeof(JsonNode), "JsonNode"),
        (typeof(IntPtrHolder), "IntPtrHolder"),
        (typeof(EventHolder), "EventHolder"),
        (typeof(Deep), "Deep.Inner.Bad"),
        (typeof(Zoo.NullableStructs), "nullable structs for items"),
        (typeof(Zoo.TwoParents), "TwoParents"),
    ];

    [Test]
    public void Start_ResultTypesThatCantBeKept_AreNamedWithThePath()
    {
        string problems = string.Join('\n', ProblemsOf(Refused.Select(one => one.Type)));

        Assert.Multiple(() =>
        {
            foreach ((Type type, string reason) in Refused)
            {
                string[] own = [.. problems.Split('\n').Where(problem => problem.Contains($"IKept<{TypeText(type)}>", StringComparison.Ordinal))];
                Assert.That(own, Has.Length.EqualTo(2).And.All.Contain(reason), type.ToString());
            }
        });
    }

    private static string TypeText(Type type) => Interception.Keys.Types.TypeNames.Display(type);

    private static IReadOnlyList<string> ProblemsOf(IEnumerable<Type> types)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddInterception(all => all.Application = "specimens");
        foreach (Type type in types)
        {
            services.AddScoped(typeof(IKept<>).MakeGenericType(type), _ => throw new InvalidOperationException("Nobody asks for it."));
        }

        services.DecorateWithCaching(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IKept<>));
        using ServiceProvider provider = services.BuildServiceProvider();
        return provider.GetRequiredService<CacheRuntime>().Problems;
    }

    public sealed class ConcurrentBagHolder
    {
        public System.Collections.Concurrent.ConcurrentBag<int>? Bag { get; set; }
    }

    public sealed class IntPtrHolder
    {
        public System.Runtime.InteropServices.SafeHandle? Handle { get; set; }
    }

    public sealed class EventHolder
    {
        public event EventHandler? Changed;

        public void Change() => Changed?.Invoke(this, EventArgs.Empty);
    }

    public sealed class Deep
    {
        public Inside? Inner { get; set; }
    }

    public sealed class Inside
    {
        public Action? Bad { get; set; }
    }
}
