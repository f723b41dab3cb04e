using Listings.Cities;

namespace Listings.Profile;

/// <summary>A page view as it happened, timed from the start of the replay.</summary>
/// <param name="Query">What was asked for.</param>
/// <param name="StartedAt">When it was asked for.</param>
/// <param name="EndedAt">When it was there.</param>
/// <param name="Content">What it showed, as <see cref="ViewContent"/> writes it.</param>
public sealed record SeenView(CityQuery Query, TimeSpan StartedAt, TimeSpan EndedAt, string Content)
{
    /// <summary>How long it took.</summary>
    public TimeSpan Took => EndedAt - StartedAt;
}
