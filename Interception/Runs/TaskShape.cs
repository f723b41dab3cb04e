namespace Interception.Runs;

/// <summary>A method that returns <see cref="Task{T}"/>.</summary>
internal sealed class TaskShape<T> : ReturnShape
{
    public override Type ResultType => typeof(T);

    public override bool IsAsync => true;

    public override object? Wrap(object? result) => Task.FromResult((T)result!);

    public override object WrapPending(ValueTask<object?> pending) => AwaitAsync(pending);

    public override async ValueTask<object?> UnwrapAsync(object? returned) => await ((Task<T>)returned!).ConfigureAwait(false);

    private static async Task<T> AwaitAsync(ValueTask<object?> pending) => (T)(await pending.ConfigureAwait(false))!;
}
