using System.Text;
using Castle.DynamicProxy;
using StackExchange.Redis;

namespace Interception.Benchmarks.Subjects;

/// <summary>
/// The least that any cache behind a Castle proxy can do with an answer in Redis: the bare command, and the answer made of its bytes.
/// </summary>
/// <remarks>No key is derived, nothing is verified, nothing is kept in memory, and no run is prepared in case there is nothing.</remarks>
internal static class FloorCityTexts
{
    private static readonly ProxyGenerator Generator = new();
    private static readonly RedisKey[] Keys = ["floor:0", "floor:1"];

    /// <summary>Puts the answer where <see cref="Create"/> reads it.</summary>
    public static async Task FillAsync(IDatabase database)
    {
        foreach (RedisKey key in Keys)
        {
            await database.StringSetAsync(key, CityTexts.Answer.Name);
        }
    }

    /// <summary>The proxy.</summary>
    public static ICityTexts Create(IDatabase database) =>
        Generator.CreateInterfaceProxyWithoutTarget<ICityTexts>(new ReadingInterceptor(database));

    private sealed class ReadingInterceptor(IDatabase database) : IInterceptor
    {
        public void Intercept(IInvocation invocation) => invocation.ReturnValue = ReadAsync((int)invocation.Arguments[0]!);

        private async Task<City> ReadAsync(int id)
        {
            byte[]? name = await database.StringGetAsync(Keys[id]);
            return new City(id, Encoding.UTF8.GetString(name!));
        }
    }
}
