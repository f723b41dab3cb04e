using System.Reflection;

namespace Interception.Keys.Types;

/// <summary>One piece of an object's state.</summary>
/// <param name="Name">The name as a developer knows it: the property's for its backing field.</param>
/// <param name="Source">The field that holds it; for a contract type the mapped field or property.</param>
/// <param name="Shape">What it consists of.</param>
/// <param name="KeyIgnored">Whether it carries <see cref="KeyIgnoreAttribute"/>.</param>
/// <param name="CompareIgnored">Whether it carries <see cref="CompareIgnoreAttribute"/>.</param>
internal sealed record MemberShape(string Name, MemberInfo Source, TypeShape Shape, bool KeyIgnored, bool CompareIgnored);
