using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Corpus;

/// <summary>One call of a service of the corpus, which can be made, and asked the cache about.</summary>
internal abstract class Probe
{
    /// <summary>The call as it is written, for messages.</summary>
    public abstract string Text { get; }

    /// <summary>What the method returns, without its task.</summary>
    public abstract Type ResultType { get; }

    /// <summary>The method as the report names it.</summary>
    public abstract string Method { get; }

    public static Probe Of<TService>(Expression<Func<TService, object?>> call)
        where TService : class => new Of1<TService>(call, null);

    public static Probe Of<TService>(object key, Expression<Func<TService, object?>> call)
        where TService : class => new Of1<TService>(call, key);

    /// <summary>Makes the call, and waits for its result.</summary>
    public abstract Task<object?> CallAsync(IServiceProvider services);

    /// <summary>Where the cache says that the answer is.</summary>
    public abstract Task<AnswerPlace?> PlaceAsync(IMethodCache cache);

    private sealed class Of1<TService>(Expression<Func<TService, object?>> call, object? key) : Probe
        where TService : class
    {
        private readonly MethodInfo _method =
            ((MethodCallExpression)(call.Body is UnaryExpression convert ? convert.Operand : call.Body)).Method;

        public override string Text => call.ToString();

        public override Type ResultType => IsTask ? _method.ReturnType.GetGenericArguments()[0] : _method.ReturnType;

        public override string Method => $"{CorpusMethods.NameOf(typeof(TService))}.{_method.Name}";

        private bool IsTask => _method.ReturnType is { IsGenericType: true } type
            && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>));

        public override async Task<object?> CallAsync(IServiceProvider services)
        {
            TService service = key is null ? services.GetRequiredService<TService>() : services.GetRequiredKeyedService<TService>(key);
            object? returned = call.Compile(preferInterpretation: true)(service);
            if (!IsTask)
            {
                return returned;
            }

            var task = (Task)(returned as Task ?? returned!.GetType().GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(returned, null)!);
            await task;
            return task.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(task);
        }

        public override async Task<AnswerPlace?> PlaceAsync(IMethodCache cache) =>
            (await cache.ExplainAsync(call, key is null ? null : new CallOptions { ServiceKey = key }))?.Place;
    }
}
