namespace Interception.Runs;

/// <summary>A synchronous method.</summary>
internal sealed class PlainShape<T> : ReturnShape
{
    public override Type ResultType => typeof(T);

    public override bool IsAsync => false;

    public override object? Wrap(object? result) => result;

    public override object WrapPending(ValueTask<object?> pending) => throw new NotSupportedException("A synchronous method returns no task.");

    public override ValueTask<object?> UnwrapAsync(object? returned) => new(returned);
}
