namespace Listings.Nodes;

/// <summary>How long an edit took to show on the front page.</summary>
/// <param name="EditedAt">When the edit was done, from the start of the load.</param>
/// <param name="ToFirst">From the edit until the first node showed it.</param>
/// <param name="ToAll">From the edit until every node did.</param>
public sealed record EditSpread(TimeSpan EditedAt, TimeSpan ToFirst, TimeSpan ToAll)
{
    /// <summary>From the first node to the last.</summary>
    public TimeSpan Between => ToAll - ToFirst;
}
