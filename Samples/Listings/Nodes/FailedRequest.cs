namespace Listings.Nodes;

/// <summary>A request that got no page.</summary>
/// <param name="StartedAt">When it was sent, from the start of the load.</param>
/// <param name="Reason">What went wrong.</param>
public sealed record FailedRequest(TimeSpan StartedAt, string Reason);
