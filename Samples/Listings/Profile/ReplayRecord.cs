using Interception;

namespace Listings.Profile;

/// <summary>What happened in one replay.</summary>
/// <param name="Views">All views, in no order.</param>
/// <param name="Edits">All edits, in order.</param>
/// <param name="SettledViews">
/// One more view of each page, after each had been looked at and every check had run: all must be right.
/// </param>
/// <param name="Queries">The database queries during the views; those of the settled views don't count.</param>
/// <param name="Report">What the cache reports after the views.</param>
public sealed record ReplayRecord(
    IReadOnlyList<SeenView> Views, IReadOnlyList<AppliedEdit> Edits, IReadOnlyList<SeenView> SettledViews, long Queries,
    CacheReport Report);
