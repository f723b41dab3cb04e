using Interception.Lookup;

namespace Interception.Composition;

/// <summary>A call that is steered by hand.</summary>
/// <param name="Method">What answers it.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="VaryBy">Its VaryBy values, in the method's order.</param>
/// <param name="Unknown">The VaryBy that reads null, so that such a call is not cached; null if there is none.</param>
internal sealed record SteeredCall(CachedMethod Method, object?[] Arguments, string[] VaryBy, string? Unknown);
