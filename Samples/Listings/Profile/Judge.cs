using Listings.Cities;

namespace Listings.Profile;

/// <summary>Compares the views of a replay with the truth at their moments.</summary>
/// <remarks>
/// A stale view is overdue when a check has had its time before: an edit changed the page, a look after the check interval
/// asked for a check, and the check's allowance is over since. The allowance counts twice, because a check that was already
/// running at the edit may have read the old data, and the look that met it asked for no other.
/// </remarks>
public sealed class Judge(Truth truth, ReplayRecord record, StalenessPolicy policy)
{
    /// <summary>Judges all views.</summary>
    public Verdict Judged()
    {
        var tally = new Tally();
        foreach (IGrouping<CityQuery, SeenView> page in record.Views.GroupBy(view => view.Query))
        {
            SeenView[] views = [.. page.OrderBy(view => view.StartedAt)];
            foreach (SeenView view in views.Where(view => !IsRight(view)))
            {
                Add(tally, view, views);
            }
        }

        SeenView[] unsettled = [.. record.SettledViews.Where(view => !IsRight(view))];
        int neverRight = unsettled.Count(view => LastVersionShown(view) < 0);
        return new Verdict(
            tally.Stale, tally.Overdue + unsettled.Length - neverRight, tally.Wrong + neverRight, tally.LongestStale);
    }

    private void Add(Tally tally, SeenView view, SeenView[] views)
    {
        int version = LastVersionShown(view);
        if (version < 0)
        {
            tally.Wrong++;
            return;
        }

        TimeSpan wrongSince = record.Edits[version].EndedAt;
        tally.Stale++;
        tally.Overdue += IsOverdue(view, wrongSince, views) ? 1 : 0;
        SeenView? corrected = Array.Find(views, later => later.StartedAt > view.StartedAt && IsRight(later));
        if (corrected is not null && corrected.EndedAt - wrongSince > tally.LongestStale)
        {
            tally.LongestStale = corrected.EndedAt - wrongSince;
        }
    }

    private int VersionAtStart(SeenView view) => record.Edits.Count(edit => edit.EndedAt <= view.StartedAt);

    private int VersionAtEnd(SeenView view) => record.Edits.Count(edit => edit.StartedAt < view.EndedAt);

    private bool IsRight(SeenView view)
    {
        int last = VersionAtEnd(view);
        for (int version = VersionAtStart(view); version <= last; version++)
        {
            if (truth.Content(view.Query, version) == view.Content)
            {
                return true;
            }
        }

        return false;
    }

    private int LastVersionShown(SeenView view)
    {
        int version = VersionAtStart(view) - 1;
        while (version >= 0 && truth.Content(view.Query, version) != view.Content)
        {
            version--;
        }

        return version;
    }

    private bool IsOverdue(SeenView view, TimeSpan wrongSince, SeenView[] views)
    {
        TimeSpan asksForCheck = wrongSince + policy.CheckInterval + StalenessPolicy.RunAllowance;
        return views.Any(look =>
            look.StartedAt >= asksForCheck && look.EndedAt + StalenessPolicy.RunAllowance <= view.StartedAt);
    }

    private sealed class Tally
    {
        public int Stale { get; set; }

        public int Overdue { get; set; }

        public int Wrong { get; set; }

        public TimeSpan LongestStale { get; set; }
    }
}
