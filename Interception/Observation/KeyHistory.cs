using Interception.Keys.Canonical;

namespace Interception.Observation;

/// <summary>The last call of a key, and what stands under it in each shadow.</summary>
internal sealed class KeyHistory
{
    public bool IsKnown { get; set; }

    public long LastStartedAt { get; set; }

    public ContentDigest LastResult { get; set; }

    public int[] LastCandidates { get; set; } = [];

    public ShadowEntry?[] Shadows { get; } = new ShadowEntry?[MethodStudy.ShadowCount];
}
