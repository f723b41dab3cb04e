using Interception.Keys.Canonical;
using Interception.Runs;
using Interception.Storage;

namespace Interception.Observation;

/// <summary>Looks at what observed calls return, before their callers can change it.</summary>
/// <remarks>Never throws anything of its own. Thread-safe.</remarks>
internal sealed class CallRecorder(ReturnShape shape, AnswerFactory answers, bool takesNull, MethodStudy study, CacheClock clock)
{
    public MethodStudy Study => study;

    /// <summary>Looks at what the method returned, at once or when it is there.</summary>
    /// <returns>
    /// What the caller gets. Of a task it is another one, which ends when the result has been looked at: a caller who finds the method's own completed could be
    /// faster. A lazy sequence may be read once, so the caller gets a list.
    /// </returns>
    /// <exception cref="Exception">What a lazy sequence throws; it belongs to the method.</exception>
    public object? Record(WatchedCall call, object? returned)
    {
        if (shape.IsAsync)
        {
            return returned is null ? null : shape.WrapPending(RecordAsync(call, returned));
        }

        object? result = Materializer.Materialize(shape.ResultType, returned);
        Note(call, result);
        return result;
    }

    private async ValueTask<object?> RecordAsync(WatchedCall call, object returned)
    {
        object? result;
        try
        {
            result = Materializer.Materialize(shape.ResultType, await shape.UnwrapAsync(returned).ConfigureAwait(false));
        }
        catch (Exception)
        {
            call.Fail();
            throw;
        }

        Note(call, result);
        return result;
    }

    private void Note(WatchedCall call, object? result)
    {
        long endedAt = clock.Exact;
        try
        {
            ContentDigest digest = answers.DigestOf(result);
            study.Add(new SeenCall(
                call.Key, call.KeyBytes, call.StartedAt, endedAt, digest, IsStorable: result is not null || takesNull, call.Candidates));
        }
        catch (Exception)
        {
            study.AddUnread();
        }
    }
}
