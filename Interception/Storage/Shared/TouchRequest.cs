namespace Interception.Storage.Shared;

/// <summary>Says that a run found the stored answer right.</summary>
/// <param name="Version">The content version that it was compared with.</param>
/// <param name="Token">The token of the run; its lease ends, and that of any run before it.</param>
/// <param name="Age">How long ago the run began.</param>
/// <param name="TimeToLive">How long the store keeps the answer from now on.</param>
/// <param name="Evidence">What checks have told of the answer, this one too; <see cref="EvidenceText.Length"/> bytes, or none to leave it as it is.</param>
internal readonly record struct TouchRequest(long Version, long Token, TimeSpan Age, TimeSpan TimeToLive, ReadOnlyMemory<byte> Evidence = default);
