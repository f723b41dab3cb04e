namespace Listings.Profile;

/// <summary>An edit as it happened, timed from the start of the replay.</summary>
/// <param name="Edit">The edit.</param>
/// <param name="StartedAt">Before then nobody can have seen it.</param>
/// <param name="EndedAt">From then on everybody should.</param>
public sealed record AppliedEdit(CityEdit Edit, TimeSpan StartedAt, TimeSpan EndedAt);
