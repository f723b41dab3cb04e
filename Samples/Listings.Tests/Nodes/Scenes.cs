using Listings.Cities;
using Listings.Nodes;
using Listings.Profile;

namespace Listings.Tests.Nodes;

/// <summary>Records of runs that never were: a view of the front page each second, which takes as many milliseconds.</summary>
internal static class Scenes
{
    public static readonly OutageRecord AnOutage = new(At(4), At(6), At(7), 18, 26, 3, ["well", "well"], ["well", "ill"]);

    public static SceneRecord AScene(int nodes, int seconds, long firstRuns, long runs, params FailedRequest[] failures) => new(
        [new CityQuery(), new CityQuery("DE")],
        firstRuns,
        RunsAtStart: 2,
        RunsAtEnd: 2 + runs,
        new LoadRecord(At(seconds), [.. Enumerable.Range(0, nodes).Select(_ => Views(seconds))], [], [], failures),
        Outage: null,
        ["well", "well"]);

    public static TimeSpan At(double second) => TimeSpan.FromSeconds(second);

    private static SeenView[] Views(int seconds) =>
        [.. Enumerable.Range(0, seconds).Select(second => new SeenView(new CityQuery(), At(second), At(second * 1.001), ""))];
}
