namespace Interception.Observation;

/// <summary>A call that is being observed.</summary>
internal sealed class WatchedCall(CallRecorder recorder, UInt128 key, int keyBytes, int[] candidates, long startedAt)
{
    public UInt128 Key => key;

    public int KeyBytes => keyBytes;

    public int[] Candidates => candidates;

    public long StartedAt => startedAt;

    /// <summary>The method has returned.</summary>
    /// <returns>What the caller gets.</returns>
    public object? Return(object? returned) => recorder.Record(this, returned);

    /// <summary>The method has thrown.</summary>
    public void Fail() => recorder.Study.AddFailure();
}
