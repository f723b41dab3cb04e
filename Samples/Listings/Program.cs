using Listings;
using Listings.Nodes;
using Listings.Profile;

if (args.Contains(ProfileRun.Switch))
{
    return await ProfileRun.RunAsync([.. args.Where(arg => arg != ProfileRun.Switch)], Console.Out);
}

if (args.Contains(NodesOptions.Switch))
{
    return await NodesRun.RunAsync(args, Console.Out);
}

await using WebApplication app = ListingsApp.Build(args);
await app.StartAsync();
Console.WriteLine($"Listings: {string.Join(", ", app.Urls)} (Ctrl+C stops it)");
await app.WaitForShutdownAsync();
return 0;
