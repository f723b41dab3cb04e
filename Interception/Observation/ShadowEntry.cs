using Interception.Keys.Canonical;
using Interception.Storage;

namespace Interception.Observation;

/// <summary>What would stand in the cache, without the answer: its digest only.</summary>
internal sealed class ShadowEntry(in SeenCall call)
    : Entry(new Answer(null, null, null, call.Content), [], call.KeyBytes, new RunStamp(call.EndedAt, 0, call.StartedAt), shared: null)
{
    public override Entry Current => this;

    public override int KeyHash => throw new NotSupportedException("It is charged to no memory.");

    public ContentDigest Content => Answer.Digest;

    /// <summary>When it came to stand there: whoever had asked before waits for it.</summary>
    public long StoredAt { get; } = call.EndedAt;

    /// <summary>The call in whose place a check runs; null while none does.</summary>
    public SeenCall? Check { get; set; }

    public override object?[] RebuildArguments() => throw new NotSupportedException("Nothing is run for it.");

    public override Entry? TryReplace(Answer answer, RunStamp stamp, IEntrySchedule schedule, long contentVersion = 0) => null;

    public override void Remove()
    {
    }
}
