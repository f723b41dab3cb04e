namespace Listings.Profile;
public static class ProfileRun { public const string Switch = "--profile"; public static Task<int> RunAsync(string[] a, TextWriter o) => Task.FromResult(0); }
