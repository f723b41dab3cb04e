namespace Interception.Runs;

/// <summary>A method that returns <see cref="ValueTask{T}"/>. A ValueTask is awaited once and never kept.</summary>
internal sealed class ValueTaskShape<T> : ReturnShape
{
    public override Type ResultType => typeof(T);

    public override bool IsAsync => true;

    public override object? Wrap(object? result) => new ValueTask<T>((T)result!);

    public override object WrapPending(ValueTask<object?> pending) => new ValueTask<T>(AwaitAsync(pending));

    public override async ValueTask<object?> UnwrapAsync(object? returned) => await ((ValueTask<T>)returned!).ConfigureAwait(false);

    private static async Task<T> AwaitAsync(ValueTask<object?> pending) => (T)(await pending.ConfigureAwait(false))!;
}
