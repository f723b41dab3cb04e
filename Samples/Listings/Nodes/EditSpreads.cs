using Listings.Cities;
using Listings.Profile;

namespace Listings.Nodes;

/// <summary>Finds out from the views of the front page how each edit spread over the nodes.</summary>
/// <remarks>
/// A node shows an edit when its page is that of the edit or of a later one. Edits that some node never showed are not timed;
/// the record is long enough for every edit to show, so they are overdue views too.
/// </remarks>
public static class EditSpreads
{
    /// <summary>Times the edits, in order.</summary>
    public static IReadOnlyList<EditSpread> Of(LoadRecord record, Truth truth, CityQuery frontPage)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(truth);
        var versions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int version = 0; version <= record.Edits.Count; version++)
        {
            versions[truth.Content(frontPage, version)] = version;
        }

        (TimeSpan ShownAt, int Version)[][] shown =
        [
            .. record.ViewsByNode.Select(views => views
                .Where(view => view.Query == frontPage && versions.ContainsKey(view.Content))
                .OrderBy(view => view.EndedAt)
                .Select(view => (view.EndedAt, versions[view.Content]))
                .ToArray()),
        ];
        return [.. record.Edits.Select((edit, index) => Of(edit.EndedAt, index + 1, shown)).OfType<EditSpread>()];
    }

    private static EditSpread? Of(TimeSpan editedAt, int version, (TimeSpan ShownAt, int Version)[][] shown)
    {
        TimeSpan?[] times = [.. shown.Select(views => FirstShown(views, version) - editedAt)];
        return times.All(time => time is not null)
            ? new EditSpread(editedAt, Positive(times.Min()!.Value), Positive(times.Max()!.Value))
            : null;
    }

    private static TimeSpan? FirstShown((TimeSpan ShownAt, int Version)[] views, int version)
    {
        int index = Array.FindIndex(views, view => view.Version >= version);
        return index < 0 ? null : views[index].ShownAt;
    }

    // A page may show an edit before the editor is told that it is done.
    private static TimeSpan Positive(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;
}
