namespace Listings.Profile;

/// <summary>What was wrong with the views of a replay.</summary>
/// <param name="Stale">Views that showed what had been right before an edit.</param>
/// <param name="Overdue">Those among them that the policy doesn't allow any more.</param>
/// <param name="Wrong">Views that showed what their page never should.</param>
/// <param name="LongestStale">
/// The longest time from an edit to the first correct view, where somebody saw the old page in between.
/// </param>
public sealed record Verdict(int Stale, int Overdue, int Wrong, TimeSpan LongestStale)
{
    /// <summary>Whether every view kept the policy's promise.</summary>
    public bool IsAcceptable => Overdue == 0 && Wrong == 0;
}
