using System.Reflection;

namespace Interception.Runs;

/// <summary>What is fixed about one cached method of one registration: how to call it, and how it returns.</summary>
/// <param name="Registration">The service it belongs to.</param>
/// <param name="Method">The method, closed if it is generic.</param>
/// <param name="Name">Its name for people: <c>ICityListing.GetPageAsync</c>. Carries no argument.</param>
/// <param name="Identity">Its name for keys: unique among all methods, the same in every process.</param>
/// <param name="Shape">How it returns its result.</param>
/// <param name="Invoke">Calls it on a service.</param>
/// <param name="Ignored">What runs pass for parameters outside the key.</param>
/// <param name="VaryBy">What the key holds besides the arguments.</param>
internal sealed record MethodPlan(
    Registration Registration, MethodInfo Method, string Name, string Identity, ReturnShape Shape,
    Func<object, object?[], object?> Invoke, IgnoredArguments Ignored, IReadOnlyList<IVaryBy> VaryBy);
