namespace Interception;

/// <summary>A setting of a method as it counts now.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, as it would be configured; empty for none.</param>
/// <param name="Place">Where it comes from: a path in the configuration, "[Cached]", or "built in".</param>
public sealed record PolicySetting(string Name, string Value, string Place);
