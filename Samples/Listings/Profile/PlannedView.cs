using Listings.Cities;

namespace Listings.Profile;

/// <summary>One page view of one client.</summary>
/// <param name="Query">What it looks at.</param>
/// <param name="Pause">How long after the view before it is due.</param>
/// <param name="EditFirst">What it changes before it looks.</param>
public sealed record PlannedView(CityQuery Query, TimeSpan Pause, CityEdit? EditFirst);
