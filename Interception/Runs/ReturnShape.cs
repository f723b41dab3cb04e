namespace Interception.Runs;

/// <summary>How a method returns its result: as it is, in a Task, or in a ValueTask. One object per method, generic inside.</summary>
internal abstract class ReturnShape
{
    /// <summary>The type of the result itself.</summary>
    public abstract Type ResultType { get; }

    public abstract bool IsAsync { get; }

    /// <summary>An object that the method may return any number of times: the result, its completed task, or a boxed ValueTask.</summary>
    public abstract object? Wrap(object? result);

    /// <summary>The return value of a call whose result is not there yet.</summary>
    /// <remarks>Never asked of a synchronous shape. It awaits what is pending, once.</remarks>
    public abstract object WrapPending(ValueTask<object?> pending);

    /// <summary>The result of what a method returned, once it is there.</summary>
    public abstract ValueTask<object?> UnwrapAsync(object? returned);

    /// <summary>The type of the result that a return type carries; null for void, Task and ValueTask.</summary>
    public static Type? ResultTypeOf(Type returnType) =>
        returnType == typeof(void) || returnType == typeof(Task) || returnType == typeof(ValueTask) ? null
        : IsTaskOfResult(returnType) ? returnType.GetGenericArguments()[0]
        : returnType;

    /// <summary>The shape of a closed return type that carries a result.</summary>
    public static ReturnShape For(Type returnType)
    {
        Type shape = !IsTaskOfResult(returnType) ? typeof(PlainShape<>)
            : returnType.GetGenericTypeDefinition() == typeof(Task<>) ? typeof(TaskShape<>)
            : typeof(ValueTaskShape<>);
        return (ReturnShape)Activator.CreateInstance(shape.MakeGenericType(ResultTypeOf(returnType)!))!;
    }

    private static bool IsTaskOfResult(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>));
}
