using Interception.Lookup;

namespace Interception.Composition;

/// <summary>A call that is steered by hand.</summary>
/// <param name="Method">What answers it.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="VaryBy">Its VaryBy values, in the method's order.</param>
internal sealed record SteeredCall(CachedMethod Method, object?[] Arguments, string[] VaryBy);
