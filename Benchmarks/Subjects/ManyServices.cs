using Microsoft.Extensions.DependencyInjection;

namespace Interception.Benchmarks.Subjects;

/// <summary>200 services of ten methods, as a large application has them.</summary>
internal static class ManyServices
{
    public const int Count = 200;

    private static readonly Type[] Sides =
    [
        typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double),
        typeof(char), typeof(decimal), typeof(Guid), typeof(DateTime),
    ];

    /// <summary>The services, closed.</summary>
    public static readonly Type[] Types =
        [.. (from row in Sides from column in Sides select typeof(ITenMethods<,>).MakeGenericType(row, column)).Take(Count)];

    /// <summary>Registers all of them.</summary>
    public static IServiceCollection AddManyServices(this IServiceCollection services)
    {
        foreach (Type type in Types)
        {
            services.AddScoped(type, typeof(TenMethods<,>).MakeGenericType(type.GetGenericArguments()));
        }

        return services;
    }

    /// <summary>Resolves all of them in one scope, and calls one method of each.</summary>
    /// <returns>How many are not the class itself: they are decorated.</returns>
    public static int CallEach(IServiceProvider scope)
    {
        int decorated = 0;
        foreach (Type type in Types)
        {
            object service = scope.GetRequiredService(type);
            decorated += service.GetType().IsGenericType && service.GetType().GetGenericTypeDefinition() == typeof(TenMethods<,>) ? 0 : 1;
            type.GetMethod(nameof(ITenMethods<,>.NameIn))!.Invoke(service, [1, "en"]);
        }

        return decorated;
    }
}
