using Interception.Keys.Canonical;
using Interception.Runs;
using Interception.Storage;
using Interception.Storage.Payload;

namespace Interception.Observation;

/// <summary>Looks at what observed calls return, before their callers can change it.</summary>
/// <remarks>Never throws anything of its own. Thread-safe.</remarks>
internal sealed class CallRecorder(ReturnShape shape, AnswerFactory answers, bool takesNull, MethodStudy study, CacheClock clock)
{
    public MethodStudy Study => study;

    /// <summary>Looks at what the method returned, at once or when it is there.</summary>
    /// <returns>What the caller gets: the same, but for a ValueTask, which only one may await, and a lazy sequence, which may be read once: the caller gets a list.</returns>
    /// <exception cref="Exception">What a lazy sequence throws; it belongs to the method.</exception>
    public object? Record(WatchedCall call, object? returned)
    {
        if (!shape.IsAsync)
        {
            object? result = Materializer.Materialize(shape.ResultType, returned);
            Note(call, result);
            return result;
        }

        if (Materializer.IsFor(shape.ResultType))
        {
            return shape.WrapPending(MaterializeAsync(call, returned));
        }

        object? kept = shape.Preserve(returned);
        Detached.Observe(FollowAsync(call, kept)); // Before the caller awaits it: what comes first here is told first.
        return kept;
    }

    private async ValueTask<object?> MaterializeAsync(WatchedCall call, object? returned)
    {
        try
        {
            object? result = Materializer.Materialize(shape.ResultType, await shape.UnwrapAsync(returned).ConfigureAwait(false));
            Note(call, result);
            return result;
        }
        catch (Exception)
        {
            call.Fail();
            throw;
        }
    }

    private async Task FollowAsync(WatchedCall call, object? returned)
    {
        object? result;
        try
        {
            result = await shape.UnwrapAsync(returned).ConfigureAwait(false);
        }
        catch (Exception)
        {
            study.AddFailure(); // The caller has it, too.
            return;
        }

        Note(call, result);
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
